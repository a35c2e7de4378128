namespace NativeTorch.IO.Pickle;

/// <summary>An object whose state comes after it was made: the BUILD instruction, Python's <c>__setstate__</c>.</summary>
interface IPickleState
{
    /// <summary>Takes the state; false where it is none for this object.</summary>
    bool SetState(object? state);
}

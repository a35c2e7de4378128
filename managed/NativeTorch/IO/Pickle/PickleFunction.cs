namespace NativeTorch.IO.Pickle;

/// <summary>A function or class that a pickle may name, and what is done where the pickle calls it.</summary>
/// <param name="Name">Its name with the module, such as "torch._utils._rebuild_tensor_v2".</param>
/// <param name="Call">What it does.</param>
sealed record PickleFunction(string Name, Func<PickleCall, object?> Call)
{
    public override string ToString() => Name;
}

namespace NativeTorch;

/// <summary>A dimension or an index that is out of range.</summary>
public sealed class TensorIndexException : ArgumentOutOfRangeException
{
    /// <summary>Creates the exception with the index and the size in <paramref name="message"/>.</summary>
    public TensorIndexException(string message) : base(null, message) { }
}

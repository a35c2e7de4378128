namespace NativeTorch;

/// <summary>Something that is valid in PyTorch and not implemented here.</summary>
public sealed class UnsupportedOpException : NotSupportedException
{
    /// <summary>Creates the exception with what is missing in <paramref name="message"/>.</summary>
    public UnsupportedOpException(string message) : base(message) { }
}

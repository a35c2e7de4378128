namespace NativeTorch;

/// <summary>A device has no memory left for a tensor, even after unreachable tensors were collected.</summary>
public sealed class NativeOutOfMemoryException : OutOfMemoryException
{
    /// <summary>Creates the exception with the device and the bytes asked for in <paramref name="message"/>.</summary>
    public NativeOutOfMemoryException(string message) : base(message) { }
}

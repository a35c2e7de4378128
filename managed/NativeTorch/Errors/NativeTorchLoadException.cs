namespace NativeTorch;

/// <summary>The native library was not found, could not be loaded, or was built from another version of the C header.</summary>
public sealed class NativeTorchLoadException : DllNotFoundException
{
    /// <summary>Creates the exception; <paramref name="message"/> names what was tried.</summary>
    public NativeTorchLoadException(string message) : base(message) { }
}

namespace NativeTorch;

/// <summary>A fault of NativeTorch itself; please report it with its text.</summary>
public sealed class NativeFaultException : Exception
{
    /// <summary>Creates the exception with the core's text in <paramref name="message"/>.</summary>
    public NativeFaultException(string message) : base(message) { }
}

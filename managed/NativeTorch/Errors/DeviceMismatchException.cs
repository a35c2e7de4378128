namespace NativeTorch;

/// <summary>Operands on different devices, or a device that is not there.</summary>
public sealed class DeviceMismatchException : ArgumentException
{
    /// <summary>Creates the exception with the op's name and the devices in <paramref name="message"/>.</summary>
    public DeviceMismatchException(string message) : base(message) { }
}

namespace NativeTorch;

/// <summary>A kind of device.</summary>
public enum DeviceType
{
    /// <summary>The processor and its memory.</summary>
    Cpu = 0,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda = 1,
}

namespace NativeTorch;

/// <summary>How <see cref="F.GridSample"/> combines elements.</summary>
public enum GridSampleMode
{
    /// <summary>Linear along each dimension.</summary>
    Bilinear,

    /// <summary>The nearest element; of two, the one with the even index.</summary>
    Nearest,

    /// <summary>Keys' cubic kernel (a = -0.75), for two spatial dimensions.</summary>
    Bicubic,
}

namespace NativeTorch;

/// <summary>What lies beyond the input of <see cref="F.GridSample"/>.</summary>
public enum GridSamplePaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The outermost elements.</summary>
    Border,

    /// <summary>The input's mirror image, at centers or borders of the outermost elements as alignCorners says.</summary>
    Reflection,
}

namespace NativeTorch;

/// <summary>How <see cref="F.Interpolate"/> finds what lies between elements.</summary>
public enum InterpolationMode
{
    /// <summary>The element at floor(i * scale).</summary>
    Nearest,

    /// <summary>Linear between two elements, for one spatial dimension.</summary>
    Linear,

    /// <summary>Linear along both of two spatial dimensions.</summary>
    Bilinear,

    /// <summary>Keys' cubic kernel (a = -0.75) along both of two spatial dimensions.</summary>
    Bicubic,

    /// <summary>Linear along each of three spatial dimensions.</summary>
    Trilinear,

    /// <summary>Mean of the area that an element of the result covers.</summary>
    Area,

    /// <summary>The element whose center is nearest.</summary>
    NearestExact,
}

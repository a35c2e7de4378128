namespace NativeTorch.Data;

/// <summary>Which channels an image is read as. PyTorch: <c>torchvision.io.ImageReadMode</c>.</summary>
public enum ImageReadMode
{
    /// <summary>Those of the file: 1 for grey, 2 for grey with alpha, 3 for RGB, 4 for RGBA or, in a JPEG for printing, for its four
    /// inks. The colours of a palette come as RGB, or RGBA where some are transparent (torchvision gives their numbers).</summary>
    Unchanged = 0,

    /// <summary>One channel: the brightness.</summary>
    Gray = 1,

    /// <summary>Two channels: the brightness, and alpha, which is 255 where the file has none.</summary>
    GrayAlpha = 2,

    /// <summary>Three channels: red, green and blue. Alpha is left out.</summary>
    Rgb = 3,

    /// <summary>Four channels: red, green, blue, and alpha, which is 255 where the file has none.</summary>
    RgbAlpha = 4,
}

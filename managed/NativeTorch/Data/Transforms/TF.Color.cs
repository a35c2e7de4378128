using System.Globalization;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images brighter or darker: y = clamp(factor x).</summary>
    /// <param name="image">(..., 1 or 3, H, W).</param>
    /// <param name="brightnessFactor">0 is black, 1 the image itself, 2 twice as bright.</param>
    /// <remarks>Values stay within 0 to 255, or 0 to 1 where they are floating; integers are cut off.
    /// PyTorch: <c>torchvision.transforms.functional.adjust_brightness</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    /// <exception cref="ShapeMismatchException">There are neither one nor three channels.</exception>
    public static Tensor AdjustBrightness(Tensor image, double brightnessFactor)
    {
        using ColorFactor factor = Factor(image, brightnessFactor, "adjust_brightness");
        return Brightness(image, factor);
    }

    /// <summary>Images with more or less contrast: y = clamp(factor x + (1 - factor) m), where m is the mean of the gray image.</summary>
    /// <param name="image">(..., 1 or 3, H, W).</param>
    /// <param name="contrastFactor">0 is gray all over, 1 the image itself.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.adjust_contrast</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    /// <exception cref="ShapeMismatchException">There are neither one nor three channels.</exception>
    public static Tensor AdjustContrast(Tensor image, double contrastFactor)
    {
        using ColorFactor factor = Factor(image, contrastFactor, "adjust_contrast");
        return Contrast(image, factor);
    }

    /// <summary>Images with more or less color: y = clamp(factor x + (1 - factor) gray(x)). One channel stays as it is.</summary>
    /// <param name="image">(..., 1 or 3, H, W).</param>
    /// <param name="saturationFactor">0 is black and white, 1 the image itself.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.adjust_saturation</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    /// <exception cref="ShapeMismatchException">There are neither one nor three channels.</exception>
    public static Tensor AdjustSaturation(Tensor image, double saturationFactor)
    {
        using ColorFactor factor = Factor(image, saturationFactor, "adjust_saturation");
        return Saturation(image, factor);
    }

    internal static Tensor Brightness(Tensor image, ColorFactor factor) => Clamped(image.Mul(factor.Ratio), image.Dtype);

    internal static Tensor Contrast(Tensor image, ColorFactor factor)
    {
        using Tensor gray = image.Shape[^3] == 3 ? Gray(image) : image.Narrow(-3, 0, 1);
        using Tensor numbers = gray.To(image.Dtype.IsFloatingPoint ? image.Dtype : Dtype.Float32);
        using Tensor mean = numbers.Mean([-3, -2, -1], keepDim: true);
        return Blend(image, mean, factor);
    }

    internal static Tensor Saturation(Tensor image, ColorFactor factor)
    {
        if (image.Shape[^3] == 1)
            return image;
        using Tensor gray = Gray(image);
        return Blend(image, gray, factor);
    }

    static Tensor Blend(Tensor image, Tensor other, ColorFactor factor)
    {
        using Tensor mixed = other.Mul(factor.Rest);
        return Clamped(image.Mul(factor.Ratio).Add_(mixed), image.Dtype);
    }

    /// <summary>Within the range of a dtype, and of it; takes the tensor over.</summary>
    static Tensor Clamped(Tensor numbers, Dtype dtype)
    {
        numbers.Clamp_(0, dtype.IsFloatingPoint ? 1 : 255);
        if (numbers.Dtype == dtype)
            return numbers;
        using (numbers)
            return numbers.To(dtype);
    }

    static ColorFactor Factor(Tensor image, double factor, string function)
    {
        GrayOrColor(image, function);
        if (!(factor >= 0))
            throw new ArgumentOutOfRangeException(nameof(factor), string.Create(CultureInfo.InvariantCulture,
                $"[{function}] a factor of {factor} is not 0 or more"));
        return ColorFactor.Of(factor);
    }

    internal static void GrayOrColor(Tensor image, string function)
    {
        ImageChecks.AtLeast(3, image, function);
        if (image.Shape[^3] is not (1 or 3))
            throw new ShapeMismatchException($"[{function}] image {image.Describe()}: expected 1 or 3 channels");
    }
}

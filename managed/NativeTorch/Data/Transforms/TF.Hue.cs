using System.Globalization;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    // Which of (v, q, p, t) red, green and blue are, in each sixth of the circle of hues.
    static readonly long[] sextants = [0, 1, 2, 2, 3, 0, 3, 0, 0, 1, 2, 2, 2, 2, 3, 0, 0, 1];

    /// <summary>Images with all hues turned: to hue, saturation and value, h = (h + factor) mod 1, and back. One channel stays as it
    /// is.</summary>
    /// <param name="image">(..., 1 or 3, H, W), with values that are not negative.</param>
    /// <param name="hueFactor">From -0.5 to 0.5: by half a turn, colors become their complements.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.adjust_hue</c>. uint8 is computed in float32 and cut off.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The factor is outside.</exception>
    /// <exception cref="ShapeMismatchException">There are neither one nor three channels.</exception>
    /// <exception cref="DtypeMismatchException">The image is neither uint8 nor floating.</exception>
    public static Tensor AdjustHue(Tensor image, double hueFactor)
    {
        GrayOrColor(image, "adjust_hue");
        if (!(hueFactor is >= -0.5 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(hueFactor), string.Create(CultureInfo.InvariantCulture,
                $"[adjust_hue] a factor of {hueFactor} is not in [-0.5, 0.5]"));
        using Tensor factor = hueFactor;
        return Hue(image, factor);
    }

    internal static Tensor Hue(Tensor image, Tensor factor)
    {
        if (image.Dtype != Dtype.UInt8 && !image.Dtype.IsFloatingPoint)
            throw new DtypeMismatchException($"[adjust_hue] image {image.Describe()}: expected uint8 or a floating dtype");
        if (image.Shape[^3] == 1)
            return image;
        if (image.Dtype != Dtype.UInt8)
            return Turned(image, factor);
        using Tensor numbers = image.To(Dtype.Float32).Div_(255.0), turned = Turned(numbers, factor), scaled = turned.Mul(255.0);
        return scaled.To(Dtype.UInt8);
    }

    static Tensor Turned(Tensor image, Tensor factor)
    {
        // Planes (..., 1, H, W). What stands below are PyTorch's formulas in its order, because uint8 shows the last bit.
        using Tensor red = image.Narrow(-3, 0, 1), green = image.Narrow(-3, 1, 1), blue = image.Narrow(-3, 2, 1);
        using Tensor value = image.Amax(-3, keepDim: true), least = image.Amin(-3, keepDim: true);
        using Tensor range = value.Sub(least), isGray = range.Eq(0);
        using Tensor divisor = range.MaskedFill(isGray, 1), safeValue = value.MaskedFill(isGray, 1);
        using Tensor saturation = range.Div(safeValue);
        using Tensor r = value.Sub(red).Div_(divisor), g = value.Sub(green).Div_(divisor), b = value.Sub(blue).Div_(divisor);
        using Tensor isRed = value.Eq(red), isGreen = value.Eq(green);
        using Tensor ifRed = b.Sub(g), ifGreen = r.Add(2.0).Sub_(b), ifBlue = g.Add(4.0).Sub_(r);
        using Tensor other = Torch.Where(isGreen, ifGreen, ifBlue), sixth = Torch.Where(isRed, ifRed, other);
        using Tensor hue = sixth.Div_(6.0).Add_(1.0).Fmod(1.0);
        using Tensor turned = hue.Add(factor).Remainder_(1.0).Mul_(6.0), whole = turned.Floor(), fraction = turned.Sub(whole);
        using Tensor p = saturation.Neg().Add_(1.0).Mul_(value).Clamp_(0, 1);
        using Tensor q = saturation.Mul(fraction).Neg_().Add_(1.0).Mul_(value).Clamp_(0, 1);
        using Tensor t = fraction.Neg().Add_(1.0).Mul_(saturation).Neg_().Add_(1.0).Mul_(value).Clamp_(0, 1);
        using Tensor table = Torch.Tensor<long>(sextants, [3, 6], device: image.Device);
        using Tensor sextant = whole.Long().Remainder_(6), colors = Torch.Cat([value, q, p, t], -3);
        using Tensor flat = sextant.Flatten(), choices = table.IndexSelect(1, flat);
        using Tensor byPixel = choices.Reshape([3, .. sextant.Shape.AsSpan()[..^3], .. sextant.Shape.AsSpan()[^2..]]);
        using Tensor index = byPixel.Movedim(0, -3);
        return colors.Gather(-3, index);
    }
}

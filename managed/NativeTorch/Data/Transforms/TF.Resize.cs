using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images at another size.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="size">(height, width), or one number for the shorter side, with which the longer one scales (rounded down).</param>
    /// <param name="interpolation">Nearest, NearestExact, Bilinear (default) or Bicubic; see <see cref="F.Interpolate"/>.</param>
    /// <param name="maxSize">The most that the longer side may become, where one number is given; both sides shrink with it.</param>
    /// <param name="antialias">Whether bilinear and bicubic take all pixels into account where the size shrinks (default, as in
    /// torchvision from 0.17 on; before it was false for tensors).</param>
    /// <returns>(..., C, height, width) of the same dtype; integers are rounded, halves to even. The image itself where it has the
    /// size already.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.resize</c>.</remarks>
    /// <exception cref="ArgumentException">The maximum does not fit the size, or the mode is another.</exception>
    public static Tensor Resize(Tensor image, Pair size, InterpolationMode interpolation = InterpolationMode.Bilinear,
        long? maxSize = null, bool antialias = true)
    {
        ImageChecks.AtLeast(3, image, "resize");
        InterpolationNames.OfResize(interpolation, "resize");
        Shape shape = image.Shape;
        var (height, width) = ResizedSize(shape, size, maxSize, "resize");
        if ((height, width) == (shape[^2], shape[^1]))
            return image;
        bool nearest = interpolation is InterpolationMode.Nearest or InterpolationMode.NearestExact;
        Dtype dtype = image.Dtype, within = dtype is Dtype.Float64 || (nearest && dtype is Dtype.UInt8) ? dtype : Dtype.Float32;
        using Tensor batch = image.Reshape(-1, shape[^3], shape[^2], shape[^1]), input = batch.To(within);
        using Tensor resized = F.Interpolate(input, (height, width), mode: interpolation, antialias: antialias && !nearest);
        if (!dtype.IsFloatingPoint && !nearest)
        {
            if (interpolation == InterpolationMode.Bicubic && dtype == Dtype.UInt8)
                resized.Clamp_(0, 255);
            resized.Round_();
        }
        using Tensor result = resized.To(dtype);
        return result.Reshape([.. shape.AsSpan()[..^2], height, width]);
    }

    /// <summary>The height and width that <see cref="Resize"/> gives.</summary>
    internal static (long Height, long Width) ResizedSize(Shape image, Pair size, long? maxSize, string transform)
    {
        long height = image[^2], width = image[^1];
        if (size.Height <= 0 || size.Width <= 0)
            throw new ArgumentOutOfRangeException(nameof(size), $"[{transform}] size {size} is not positive");
        if (!size.IsOne)
            return maxSize is null ? (size.Height, size.Width)
                : throw new ArgumentException(
                    $"[{transform}] maxSize {maxSize} goes with one number for the shorter side, not with {size}");
        if (height == 0 || width == 0)
            throw new ShapeMismatchException($"[{transform}] image {image} has no pixels");
        long shorter = size.Height, longer = (long)((double)(shorter * Math.Max(height, width)) / Math.Min(height, width));
        if (maxSize is { } most)
        {
            if (most <= shorter)
                throw new ArgumentException($"[{transform}] maxSize {most} is not greater than the shorter side's size {shorter}");
            if (longer > most)
                (shorter, longer) = (Math.Max(1, (long)((double)(most * shorter) / longer)), most);
        }
        return width <= height ? (longer, shorter) : (shorter, longer);
    }
}

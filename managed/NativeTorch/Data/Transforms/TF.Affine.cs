namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images turned counter-clockwise.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="angle">In degrees.</param>
    /// <param name="interpolation">Nearest (default) or Bilinear.</param>
    /// <param name="expand">Whether the result is so large that all of the image is in it; the center is the image's then.</param>
    /// <param name="center">The point (x, y) that stays, in pixels from the upper left corner; by default the image's center.</param>
    /// <param name="fill">What stands outside of the image; null is 0.</param>
    /// <returns>(..., C, H, W), or larger, of the same dtype; integers are rounded.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.rotate</c>. Places are computed as PyTorch's float32 product with fused
    /// multiply and add does it. Where a place lies in the very middle between two pixels, the last bit decides; on images below
    /// 67 pixels PyTorch's is another one.</remarks>
    /// <exception cref="ShapeMismatchException">There are other numbers in fill than channels.</exception>
    public static Tensor Rotate(Tensor image, double angle, InterpolationMode interpolation = InterpolationMode.Nearest,
        bool expand = false, (double X, double Y)? center = null, ImageFill? fill = null)
    {
        ImageChecks.AtLeast(3, image, "rotate");
        AffineMatrix matrix = AffineMatrix.Inverse(image.Shape, center, -angle, (0, 0), 1, (0, 0));
        (long height, long width) = expand ? matrix.OutputSize(image.Shape) : (image.Shape[^2], image.Shape[^1]);
        return Warp(image, [matrix], height, width, interpolation, fill, "rotate");
    }

    /// <summary>Images turned clockwise, scaled, sheared and moved, in this order about the center.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="angle">In degrees.</param>
    /// <param name="translate">By how many pixels to the right and down.</param>
    /// <param name="scale">How many times larger.</param>
    /// <param name="shear">Angles in degrees, parallel to the x and the y axis.</param>
    /// <param name="interpolation">Nearest (default) or Bilinear.</param>
    /// <param name="fill">What stands outside of the image; null is 0.</param>
    /// <param name="center">The point (x, y) that all this is about, in pixels from the upper left corner; by default the image's
    /// center.</param>
    /// <returns>(..., C, H, W) of the same dtype; integers are rounded.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.affine</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive.</exception>
    /// <exception cref="ShapeMismatchException">There are other numbers in fill than channels.</exception>
    public static Tensor Affine(Tensor image, double angle, (double X, double Y) translate, double scale, (double X, double Y) shear,
        InterpolationMode interpolation = InterpolationMode.Nearest, ImageFill? fill = null, (double X, double Y)? center = null)
    {
        ImageChecks.AtLeast(3, image, "affine");
        if (!(scale > 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "[affine] the scale is not positive");
        AffineMatrix matrix = AffineMatrix.Inverse(image.Shape, center, angle, translate, scale, shear);
        return Warp(image, [matrix], image.Shape[^2], image.Shape[^1], interpolation, fill, "affine");
    }

    /// <summary>Images seen through inverse matrices: one for all, or one for each image of a batch.</summary>
    internal static Tensor Warp(Tensor image, AffineMatrix[] matrices, long height, long width, InterpolationMode interpolation,
        ImageFill? fill, string function)
    {
        InterpolationNames.OfAffine(interpolation, function);
        Shape shape = image.Shape;
        if (height * width == 0 || image.Numel == 0)
            throw new ShapeMismatchException($"[{function}] image {image.Describe()} has no pixels");
        using Tensor batch = image.Reshape(-1, shape[^3], shape[^2], shape[^1]);
        Dtype dtype = image.Dtype, within = dtype == Dtype.Float64 ? dtype : Dtype.Float32;
        bool nearest = interpolation == InterpolationMode.Nearest;
        using Tensor? pixel = fill is null && !nearest ? null : fill.GetValueOrDefault().For(image, nearest ? dtype : within, function);
        using Tensor result = nearest ? Nearest(batch, matrices, height, width, pixel!) : Bilinear(batch, matrices, height, width, pixel);
        return result.Reshape([.. shape.AsSpan()[..^2], height, width]);
    }

    /// <summary>A gather among the image's pixels and one more, the filling.</summary>
    static Tensor Nearest(Tensor images, AffineMatrix[] matrices, long height, long width, Tensor pixel)
    {
        var (count, channels, rows, columns) = images.Shape;
        var places = new long[matrices.Length * height * width];
        for (int i = 0; i < matrices.Length; i++)
        {
            Span<long> part = places.AsSpan((int)(i * height * width), (int)(height * width));
            if (images.Dtype == Dtype.Float64)
                AffineGrid<double>.Nearest(matrices[i], rows, columns, height, width, part);
            else
                AffineGrid<float>.Nearest(matrices[i], rows, columns, height, width, part);
        }
        using Tensor line = pixel.Reshape(1, -1, 1), filling = line.Expand(count, channels, 1);
        using Tensor flat = images.Reshape(count, channels, rows * columns), source = Torch.Cat([flat, filling], -1);
        if (matrices.Length == 1)
        {
            using Tensor index = Torch.Tensor<long>(places, device: images.Device);
            return source.IndexSelect(-1, index);
        }
        using Tensor each = Torch.Tensor<long>(places, [count, 1, height * width], device: images.Device);
        using Tensor indices = each.Expand(count, channels, height * width);
        return source.Gather(-1, indices);
    }

    static Tensor Bilinear(Tensor images, AffineMatrix[] matrices, long height, long width, Tensor? pixel)
    {
        var (count, channels, rows, columns) = images.Shape;
        Dtype dtype = images.Dtype, within = dtype == Dtype.Float64 ? dtype : Dtype.Float32;
        using Tensor places = Torch.Empty([matrices.Length, height, width, 2], within);
        int size = checked((int)(height * width * 2));
        for (int i = 0; i < matrices.Length; i++)
            if (within == Dtype.Float64)
                AffineGrid<double>.Fill(matrices[i], rows, columns, height, width, places.AsSpan<double>().Slice(i * size, size));
            else
                AffineGrid<float>.Fill(matrices[i], rows, columns, height, width, places.AsSpan<float>().Slice(i * size, size));
        using Tensor there = places.To(images.Device), grid = there.Expand(count, height, width, 2), input = images.To(within);
        if (pixel is null)
        {
            using Tensor plain = F.GridSample(input, grid);
            return Rounded(plain, dtype);
        }
        // One channel more, of ones, tells how much of each place lies inside.
        using Tensor ones = Torch.Ones([count, 1, rows, columns], within, images.Device), masked = Torch.Cat([input, ones], 1);
        using Tensor sampled = F.GridSample(masked, grid), mask = sampled.Narrow(1, channels, 1), seen = sampled.Narrow(1, 0, channels);
        using Tensor outside = mask.Rsub(1.0), around = outside.Mul(pixel);
        using Tensor mixed = seen.Mul(mask).Add_(around);
        return Rounded(mixed, dtype);
    }

    /// <summary>A copy in a dtype, rounded where that is an integer.</summary>
    static Tensor Rounded(Tensor numbers, Dtype dtype)
    {
        if (dtype.IsFloatingPoint)
            return numbers.To(dtype);
        using Tensor rounded = numbers.Round();
        return rounded.To(dtype);
    }
}

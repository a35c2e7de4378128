namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>A border around images.</summary>
    /// <param name="image">(..., H, W); in all modes but the constant one, with at most two dimensions in front.</param>
    /// <param name="padding">How wide it is.</param>
    /// <param name="fill">What stands in it, for <see cref="ImagePaddingMode.Constant"/> (default 0).</param>
    /// <param name="paddingMode">How it is filled.</param>
    /// <returns>(..., top + H + bottom, left + W + right) of the same dtype.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.pad</c>.</remarks>
    /// <exception cref="ShapeMismatchException">A mirrored border is wider than the image, or nothing is left.</exception>
    public static Tensor Pad(Tensor image, ImagePadding padding, Scalar fill = default,
        ImagePaddingMode paddingMode = ImagePaddingMode.Constant)
    {
        ImageChecks.AtLeast(2, image, "pad");
        Shape shape = image.Shape;
        if (padding.Around(shape) is { } result && (result[^2] < 0 || result[^1] < 0))
            throw new ShapeMismatchException($"[pad] image {image.Describe()}: nothing is left of it with padding {padding}");
        if (paddingMode == ImagePaddingMode.Constant)
            return F.Pad(image, [padding.Left, padding.Right, padding.Top, padding.Bottom], value: fill);
        using Tensor? rows = Border(image, shape[^2], padding.Top, padding.Bottom, padding, paddingMode);
        using Tensor? columns = Border(image, shape[^1], padding.Left, padding.Right, padding, paddingMode);
        if (columns is null)
            return rows is null ? image.Clone() : image.IndexSelect(-2, rows);
        if (rows is null)
            return image.IndexSelect(-1, columns);
        using Tensor higher = image.IndexSelect(-2, rows);
        return higher.IndexSelect(-1, columns);
    }

    /// <summary>Which row, or column, of the image stands at each place; null where it is as before.</summary>
    static Tensor? Border(Tensor image, long size, long before, long after, ImagePadding padding, ImagePaddingMode mode)
    {
        if (before == 0 && after == 0)
            return null;
        long limit = mode switch { ImagePaddingMode.Reflect => size - 1, ImagePaddingMode.Symmetric => size, _ => long.MaxValue };
        if (Math.Max(before, after) > limit || size == 0)
            throw new ShapeMismatchException(
                $"[pad] image {image.Describe()}: padding {padding} is wider than {mode.ToString().ToLowerInvariant()} can fill");
        var places = new long[before + size + after];
        for (int i = 0; i < places.Length; i++)
        {
            long at = i - before;
            places[i] = at < 0 ? Mirrored(-1 - at) : at >= size ? size - 1 - Mirrored(at - size) : at;
        }
        return Torch.Tensor<long>(places, device: image.Device);

        long Mirrored(long distance) => mode switch
        {
            ImagePaddingMode.Reflect => distance + 1,
            ImagePaddingMode.Symmetric => distance,
            _ => 0,
        };
    }
}

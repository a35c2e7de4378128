using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>A part of images; what lies outside of them is 0.</summary>
    /// <param name="image">(..., H, W).</param>
    /// <param name="top">The first row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="width">How many columns.</param>
    /// <returns>(..., height, width): a view where the part lies inside. PyTorch has another width where it ends left of the
    /// image.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.crop</c>.</remarks>
    public static Tensor Crop(Tensor image, long top, long left, long height, long width)
    {
        ImageChecks.AtLeast(2, image, "crop");
        if (height < 0 || width < 0)
            throw new ArgumentOutOfRangeException(nameof(height), $"[crop] height {height} or width {width} is negative");
        Shape shape = image.Shape;
        (long rows, long columns) = (shape[^2], shape[^1]);
        long firstRow = Math.Clamp(top, 0, rows), lastRow = Math.Clamp(top + height, firstRow, rows);
        long firstColumn = Math.Clamp(left, 0, columns), lastColumn = Math.Clamp(left + width, firstColumn, columns);
        using Tensor band = image.Narrow(-2, firstRow, lastRow - firstRow);
        Tensor part = band.Narrow(-1, firstColumn, lastColumn - firstColumn);
        if (lastRow - firstRow == height && lastColumn - firstColumn == width)
            return part;
        using (part)
            return Pad(part, Outside());

        // A part that lies wholly outside is empty, and all of it is border.
        ImagePadding Outside()
        {
            long above = Math.Clamp(-top, 0, height), before = Math.Clamp(-left, 0, width);
            return (before, above, width - before - (lastColumn - firstColumn), height - above - (lastRow - firstRow));
        }
    }

    /// <summary>The middle of images; where they are smaller, with zeros around.</summary>
    /// <param name="image">(..., H, W).</param>
    /// <param name="size">One number for a square, or (height, width).</param>
    /// <returns>(..., height, width): a view where the images are large enough.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.center_crop</c>.</remarks>
    public static Tensor CenterCrop(Tensor image, Pair size)
    {
        ImageChecks.AtLeast(2, image, "center_crop");
        long height = image.Shape[^2], width = image.Shape[^1];
        return Crop(image, First(height, size.Height), First(width, size.Width), size.Height, size.Width);

        // Halves go to the even number where the image is cut, and to the border behind where it is padded.
        static long First(long length, long wanted) =>
            length >= wanted ? (long)Math.Round((length - wanted) / 2.0) : -((wanted - length) / 2);
    }

    /// <summary>A part of images at another size; see <see cref="Crop"/> and <see cref="Resize"/>.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="top">The first row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="width">How many columns.</param>
    /// <param name="size">The result's size.</param>
    /// <param name="interpolation">How the result is found.</param>
    /// <param name="antialias">Whether all pixels count where the size shrinks.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.resized_crop</c>.</remarks>
    public static Tensor ResizedCrop(Tensor image, long top, long left, long height, long width, Pair size,
        InterpolationMode interpolation = InterpolationMode.Bilinear, bool antialias = true)
    {
        using Tensor part = Crop(image, top, left, height, width);
        Tensor result = Resize(part, size, interpolation, antialias: antialias);
        return result == part ? part.Narrow(0, 0, part.Shape[0]) : result;
    }
}

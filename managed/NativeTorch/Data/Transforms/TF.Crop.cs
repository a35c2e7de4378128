namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>A part of images; what lies outside of them is 0.</summary>
    /// <param name="image">(..., H, W).</param>
    /// <param name="top">The first row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="width">How many columns.</param>
    /// <returns>(..., height, width): a view where the part lies inside.</returns>
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
}

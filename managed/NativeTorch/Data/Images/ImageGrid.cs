namespace NativeTorch.Data;

/// <summary>Many images in one picture.</summary>
public static class ImageGrid
{
    /// <summary>Lays images out in rows. One image comes back alone, without a border; one channel becomes three.</summary>
    /// <param name="images">(N, C, H, W), (C, H, W) or (H, W).</param>
    /// <param name="nrow">How many images a row has (default 8).</param>
    /// <param name="padding">Pixels between images and around all (default 2).</param>
    /// <param name="normalize">Whether values are shifted and scaled to 0..1, for which they must be of a floating-point type.</param>
    /// <param name="valueRange">What becomes 0 and 1, beyond which values are clamped; by default the smallest and the largest value.</param>
    /// <param name="scaleEach">Whether each image has a smallest and a largest value of its own.</param>
    /// <param name="padValue">The value of pixels between images (default 0).</param>
    /// <returns>(C, rows (H + padding) + padding, columns (W + padding) + padding), of the images' dtype and device; no op is recorded.</returns>
    /// <remarks>PyTorch: <c>torchvision.utils.make_grid</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The images are of another shape, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nrow"/> is below 1, or <paramref name="padding"/> below 0.</exception>
    public static Tensor Make(Tensor images, int nrow = 8, int padding = 2, bool normalize = false, (double Min, double Max)? valueRange = null,
        bool scaleEach = false, double padValue = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(nrow, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        using var noGrad = Torch.NoGrad();
        Tensor batch = AsBatch(images.Detach());
        if (normalize)
            batch = Normalize(batch, valueRange, scaleEach);
        long count = batch.Shape[0];
        if (count == 1)
            return batch.Squeeze(0).Clone();

        long columns = Math.Min(nrow, count), rows = (count + columns - 1) / columns;
        (long channels, long height, long width) = (batch.Shape[1], batch.Shape[2], batch.Shape[3]);
        Tensor grid = Torch.Full([channels, rows * (height + padding) + padding, columns * (width + padding) + padding], padValue, batch.Dtype, batch.Device);
        for (long i = 0; i < count; i++)
            grid.Narrow(1, i / columns * (height + padding) + padding, height)
                .Narrow(2, i % columns * (width + padding) + padding, width).Copy_(batch.Select(0, i));
        return grid;
    }

    /// <summary>Lays images out in rows, all of one size; see <see cref="Make(Tensor, int, int, bool, ValueTuple{double, double}?, bool, double)"/>.</summary>
    /// <param name="images">(C, H, W) or (H, W) each.</param>
    /// <param name="nrow">How many images a row has (default 8).</param>
    /// <param name="padding">Pixels between images and around all (default 2).</param>
    /// <param name="normalize">Whether values are shifted and scaled to 0..1.</param>
    /// <param name="valueRange">What becomes 0 and 1; by default the smallest and the largest value.</param>
    /// <param name="scaleEach">Whether each image has a smallest and a largest value of its own.</param>
    /// <param name="padValue">The value of pixels between images (default 0).</param>
    /// <remarks>PyTorch: <c>torchvision.utils.make_grid</c> of a list.</remarks>
    public static Tensor Make(IEnumerable<Tensor> images, int nrow = 8, int padding = 2, bool normalize = false,
        (double Min, double Max)? valueRange = null, bool scaleEach = false, double padValue = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Make(Torch.Stack([.. images.Select(image => image.Dim == 2 ? image.Unsqueeze(0) : image)]), nrow, padding, normalize, valueRange, scaleEach,
            padValue);
    }

    /// <summary>Writes images as one PNG file, in a grid where they are several: byte = clamp(255 value + 0.5, 0, 255), cut off.</summary>
    /// <param name="path">The file; its name ends in ".png".</param>
    /// <param name="images">(N, C, H, W), (C, H, W) or (H, W), with values from 0 to 1.</param>
    /// <param name="nrow">How many images a row has (default 8).</param>
    /// <param name="padding">Pixels between images and around all (default 2).</param>
    /// <param name="normalize">Whether values are shifted and scaled to 0..1.</param>
    /// <param name="valueRange">What becomes 0 and 1; by default the smallest and the largest value.</param>
    /// <param name="scaleEach">Whether each image has a smallest and a largest value of its own.</param>
    /// <param name="padValue">The value of pixels between images (default 0).</param>
    /// <remarks>PyTorch: <c>torchvision.utils.save_image</c>. Bytes of 0 to 255 are written as they are by <see cref="Images.WritePng"/>.</remarks>
    /// <exception cref="ArgumentException">The file's name has another ending.</exception>
    public static void SaveImage(string path, Tensor images, int nrow = 8, int padding = 2, bool normalize = false,
        (double Min, double Max)? valueRange = null, bool scaleEach = false, double padValue = 0)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"[save_image] {path}: only PNG files are written, whose names end in .png", nameof(path));
        using var noGrad = Torch.NoGrad();
        Tensor grid = Make(images, nrow, padding, normalize, valueRange, scaleEach, padValue);
        Images.WritePng(path, ToBytes(grid));
    }

    /// <summary>Values of 0 to 1 as bytes of 0 to 255, rounded.</summary>
    static Tensor ToBytes(Tensor grid) => grid.Dtype.IsFloatingPoint
        ? grid.Mul(255).Add_(0.5).Clamp_(0, 255).To(Device.Cpu, Dtype.UInt8)
        : throw new DtypeMismatchException($"[save_image] images have values from 0 to 1, not {grid.Dtype.TorchName}; bytes go to Images.WritePng");

    static Tensor AsBatch(Tensor images)
    {
        if (images.Dim is < 2 or > 4 || images.Numel == 0)
            throw new ShapeMismatchException($"[make_grid] images are (N, C, H, W), (C, H, W) or (H, W), and not empty: {images.Shape}");
        Tensor batch = images.Dim switch { 2 => images.Unsqueeze(0).Unsqueeze(0), 3 => images.Unsqueeze(0), _ => images };
        return batch.Shape[1] == 1 ? batch.Expand(-1, 3, -1, -1) : batch;
    }

    static Tensor Normalize(Tensor batch, (double Min, double Max)? valueRange, bool scaleEach)
    {
        if (!batch.Dtype.IsFloatingPoint)
            throw new DtypeMismatchException($"[make_grid] {batch.Dtype.TorchName} images cannot be normalized; convert them to float32 first");
        Tensor copy = batch.Clone();
        foreach (Tensor part in scaleEach ? Enumerable.Range(0, (int)copy.Shape[0]).Select(i => copy.Select(0, i)) : [copy])
        {
            (double min, double max) = valueRange ?? (part.Min().Item<double>(), part.Max().Item<double>());
            part.Clamp_(min, max).Sub_(min).Div_(Math.Max(max - min, 1e-5));
        }
        return copy;
    }
}

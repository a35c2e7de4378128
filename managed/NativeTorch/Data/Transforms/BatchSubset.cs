namespace NativeTorch.Data.Transforms;

/// <summary>Transforms that change some images of a batch only.</summary>
static class BatchSubset
{
    /// <summary>The positions where a condition holds.</summary>
    public static int[] Where<T>(T[] draws, Func<T, bool> condition) =>
        [.. Enumerable.Range(0, draws.Length).Where(i => condition(draws[i]))];

    /// <summary>The batch with some images replaced by what becomes of them; the batch itself where that are none.</summary>
    public static Tensor Replace(Tensor images, int[] chosen, Func<Tensor, Tensor> change, string transform)
    {
        if (chosen.Length == 0)
            return images;
        if (chosen.Length == images.Shape[0])
            return change(images);
        using Tensor index = Index(chosen, images.Device), part = images.IndexSelect(0, index), changed = change(part);
        if (changed.Shape != part.Shape || changed.Dtype != part.Dtype)
            throw new ShapeMismatchException($"[{transform}] of images {images.Describe()} some became {changed.Describe()}: "
                + "they cannot be stacked");
        return images.Clone().IndexCopy_(0, index, changed);
    }

    public static Tensor Index(int[] positions, Device device) =>
        Torch.Tensor<long>([.. positions.Select(i => (long)i)], device: device);
}

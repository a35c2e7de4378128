namespace NativeTorch.Data.Transforms;

/// <summary>Batches, one image after another.</summary>
static class ImageBatch
{
    /// <summary>What <paramref name="apply"/> makes of each image, stacked.</summary>
    /// <exception cref="ShapeMismatchException">The results differ in shape, or there are no images.</exception>
    public static Tensor Each(Tensor images, Func<Tensor, Tensor> apply, string transform)
    {
        ImageChecks.Batch(images, transform);
        var results = new Tensor[images.Shape[0]];
        for (int i = 0; i < results.Length; i++)
            results[i] = apply(images.Select(0, i));
        return Stack(results, images, transform);
    }

    public static Tensor Stack(Tensor[] results, Tensor images, string transform)
    {
        if (results.Length == 0)
            throw new ShapeMismatchException($"[{transform}] images {images.Describe()}: a batch has at least one image");
        Shape first = results[0].Shape;
        if (Array.Find(results, result => result.Shape != first) is { } other)
            throw new ShapeMismatchException(
                $"[{transform}] images {images.Describe()} came out as {first} and as {other.Shape}: they cannot be stacked");
        return Torch.Stack(results);
    }
}

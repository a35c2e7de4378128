using NativeTorch.Data.Transforms;

namespace NativeTorch.Data;

/// <summary>Images that are in memory, transformed as they are fetched: a sample is (image, class).</summary>
/// <remarks>A batch is gathered in one piece and goes through the transform as a batch (<see cref="ITransform.ApplyBatch"/>), which gives
/// the numbers that one image after the other would.
/// <code>
/// var train = new ImageDataset(Mnist.Load(folder, train: true), new Compose(
///     new RandomCrop(28, padding: 4), new ToTensor(), new Normalize(Mnist.Mean, Mnist.Std)));
/// var loader = new DataLoader(train, batchSize: 128, shuffle: true, numWorkers: 2);
/// </code></remarks>
public sealed class ImageDataset : Dataset
{
    readonly ITransform? transform;

    /// <summary>The images, each transformed whenever it is fetched.</summary>
    /// <param name="images">The images and the class of each.</param>
    /// <param name="transform">What becomes of an image; null leaves it as it is.</param>
    /// <exception cref="ShapeMismatchException">There are other numbers of images and of classes.</exception>
    public ImageDataset(LabeledImages images, ITransform? transform = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Labels.Dim != 1 || images.Labels.Shape[0] != images.Images.Shape[0])
            throw new ShapeMismatchException($"[ImageDataset] images {images.Images.Shape} and classes {images.Labels.Shape}");
        (Images, this.transform) = (images, transform);
    }

    /// <summary>The images as they are in memory.</summary>
    public LabeledImages Images { get; }

    /// <inheritdoc/>
    public override long Count => Images.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            Tensor image = Images.Images.Select(0, index);
            return [transform?.Apply(image) ?? image, Images.Labels.Select(0, index)];
        }
    }

    /// <inheritdoc/>
    public override Batch GetBatch(Tensor indices)
    {
        Tensor images = Images.Images.IndexSelect(0, indices);
        return new(transform?.ApplyBatch(images) ?? images, Images.Labels.IndexSelect(0, indices));
    }
}

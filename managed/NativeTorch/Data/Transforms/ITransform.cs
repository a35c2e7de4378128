namespace NativeTorch.Data.Transforms;

/// <summary>Something that is done to images on their way from a dataset to a model.</summary>
/// <remarks>
/// An image is (C, H, W), uint8 or floating; a batch of them is (N, C, H, W). Neither is changed: the result is another tensor, or
/// the same one where nothing was to be done. Several threads may use one transform at the same time.
/// <para>Random transforms draw from the default generator, or from the worker's own inside a loader's workers.</para>
/// <para>PyTorch: the classes of <c>torchvision.transforms</c>.</para>
/// </remarks>
public interface ITransform
{
    /// <summary>One image transformed.</summary>
    /// <param name="image">(C, H, W).</param>
    Tensor Apply(Tensor image);

    /// <summary>All images of a batch transformed, with the numbers that <see cref="Apply"/> gives for one after another.</summary>
    /// <param name="images">(N, C, H, W).</param>
    /// <remarks>Here it is just that, and the results are stacked; the library's own transforms are faster.</remarks>
    Tensor ApplyBatch(Tensor images) => ImageBatch.Each(images, Apply, GetType().Name);
}

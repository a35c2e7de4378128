using NativeTorch.Data.Transforms;

namespace NativeTorch.Data;

/// <summary>Images and the class of each.</summary>
/// <param name="Images">uint8, 0 to 255: (N, channels, height, width).</param>
/// <param name="Labels">int64: (N).</param>
public sealed record LabeledImages(Tensor Images, Tensor Labels)
{
    /// <summary>How many images there are.</summary>
    public long Count => Images.Shape[0];

    /// <summary>The classes' names, if known: a label is a position in this list. PyTorch: <c>classes</c> of torchvision's data
    /// sets.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>A dataset of (image, label), where each image is transformed as it is fetched, and a batch of them all at once.</summary>
    /// <remarks>PyTorch: the parameter <c>transform</c> of torchvision's data sets.</remarks>
    /// <param name="transform">What becomes of an image, uint8 (channels, height, width); null leaves it as it is.</param>
    public ImageDataset ToDataset(ITransform? transform = null) =>
        new ImageDataset(this, transform);

    /// <summary>A dataset of (x, label) with x = (image / 255 - mean) / std, in float32.</summary>
    /// <remarks>PyTorch: <c>transforms.ToTensor</c> and <c>transforms.Normalize</c>, once for all images.</remarks>
    /// <param name="mean">Taken off (default 0).</param>
    /// <param name="std">Divided by (default 1).</param>
    public TensorDataset Normalize(double mean = 0, double std = 1) =>
        new(Images.To(Dtype.Float32).Div_(255).Sub_(mean).Div_(std), Labels);
}

using System.Globalization;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>uint8 images divided by 255, in the default dtype; others as they are.</summary>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.to_tensor</c>.</remarks>
    public static Tensor ToTensor(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Dtype == Dtype.UInt8 ? image.To(Torch.DefaultDtype).Div_(255) : image;
    }

    /// <summary>y[c] = (x[c] - mean[c]) / std[c] for each channel c.</summary>
    /// <param name="image">(..., C, H, W), floating.</param>
    /// <param name="mean">One number for each channel, or one for all.</param>
    /// <param name="std">As many numbers; none is 0 in the image's dtype.</param>
    /// <param name="inplace">Whether the image itself is changed.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.normalize</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The image is not floating.</exception>
    /// <exception cref="ShapeMismatchException">There are other numbers than channels.</exception>
    /// <exception cref="ArgumentException">A standard deviation is 0.</exception>
    public static Tensor Normalize(Tensor image, ReadOnlySpan<double> mean, ReadOnlySpan<double> std, bool inplace = false)
    {
        ImageChecks.AtLeast(3, image, "normalize");
        ImageChecks.Floating(image, "normalize");
        using Tensor center = Channels(image, mean, nameof(mean)), scale = Channels(image, std, nameof(std));
        foreach (double value in std)
            if (RoundTo(image.Dtype, value) == 0)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"[normalize] a standard deviation of {value} is 0 in {image.Dtype.TorchName}"), nameof(std));
        return (inplace ? image.Sub_(center) : image.Sub(center)).Div_(scale);
    }

    /// <summary>Numbers for channels as (C, 1, 1).</summary>
    static Tensor Channels(Tensor image, ReadOnlySpan<double> values, string name)
    {
        if (values.Length != 1 && values.Length != image.Shape[^3])
            throw new ShapeMismatchException(
                $"[normalize] image {image.Describe()}: {values.Length} numbers in {name} for {image.Shape[^3]} channels");
        return Torch.Tensor(values, [values.Length, 1, 1], image.Dtype, image.Device);
    }

    static double RoundTo(Dtype dtype, double value) => dtype switch
    {
        Dtype.Float64 => value,
        Dtype.Float16 => (double)(Half)value,
        _ => (float)value,
    };
}

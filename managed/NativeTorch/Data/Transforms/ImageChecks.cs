using System.Globalization;

namespace NativeTorch.Data.Transforms;

/// <summary>What is asked of images, with errors that name the transform, the shape and the dtype.</summary>
static class ImageChecks
{
    /// <summary>"(3, 32, 32) uint8".</summary>
    public static string Describe(this Tensor image) => $"{image.Shape} {image.Dtype.TorchName}";

    public static void One(Tensor image, string transform)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Dim != 3)
            throw new ShapeMismatchException($"[{transform}] image {image.Describe()}: expected (C, H, W)"
                + (image.Dim == 4 ? "; a batch goes through ApplyBatch" : ""));
    }

    public static void Batch(Tensor images, string transform)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dim != 4)
            throw new ShapeMismatchException($"[{transform}] images {images.Describe()}: expected (N, C, H, W)"
                + (images.Dim == 3 ? "; one image goes through Apply" : ""));
    }

    /// <summary>For functions, which take any number of leading dimensions.</summary>
    public static void AtLeast(int dims, Tensor image, string function)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Dim < dims)
            throw new ShapeMismatchException(
                $"[{function}] image {image.Describe()}: expected ({(dims > 2 ? "..., C, H, W" : "..., H, W")})");
    }

    public static void Floating(Tensor image, string function)
    {
        if (!image.Dtype.IsFloatingPoint)
            throw new DtypeMismatchException(
                $"[{function}] image {image.Describe()}: expected a floating dtype, as ToTensor and ConvertImageDtype give it");
    }

    public static void PositiveSize(NN.Pair size, string transform)
    {
        if (size.Height <= 0 || size.Width <= 0)
            throw new ArgumentOutOfRangeException(nameof(size), $"[{transform}] size {size} is not positive");
    }

    public static void Probability(double p, string transform)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), string.Create(CultureInfo.InvariantCulture,
                $"[{transform}] p = {p} is not a probability"));
    }
}

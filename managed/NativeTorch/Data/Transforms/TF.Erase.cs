namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images with a rectangle written over.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="top">The first row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="width">How many columns.</param>
    /// <param name="value">What is written: of a shape that broadcasts to (..., C, height, width), converted to the image's dtype.</param>
    /// <param name="inplace">Whether the image itself is changed.</param>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.erase</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is not inside.</exception>
    public static Tensor Erase(Tensor image, long top, long left, long height, long width, Tensor value, bool inplace = false)
    {
        ImageChecks.AtLeast(3, image, "erase");
        Shape shape = image.Shape;
        if (top < 0 || left < 0 || height < 0 || width < 0 || top > shape[^2] - height || left > shape[^1] - width)
            throw new ArgumentOutOfRangeException(nameof(top),
                $"[erase] image {image.Describe()}: {height} x {width} at row {top}, column {left} is not inside");
        Tensor result = inplace ? image : image.Clone();
        using Tensor band = result.Narrow(-2, top, height), part = band.Narrow(-1, left, width);
        part.Copy_(value);
        return result;
    }
}

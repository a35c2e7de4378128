namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Gray images: 0.2989 R + 0.587 G + 0.114 B; integers are cut off.</summary>
    /// <param name="image">(..., 1 or 3, H, W).</param>
    /// <param name="numOutputChannels">1, or 3 equal ones.</param>
    /// <returns>(..., numOutputChannels, H, W).</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.rgb_to_grayscale</c>. One channel becomes three equal ones where
    /// three are asked for, as from 0.16 on.</remarks>
    /// <exception cref="ShapeMismatchException">There are neither one nor three channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Neither one nor three are asked for.</exception>
    public static Tensor RgbToGrayscale(Tensor image, int numOutputChannels = 1)
    {
        GrayOrColor(image, "rgb_to_grayscale");
        if (numOutputChannels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(numOutputChannels), numOutputChannels, "[rgb_to_grayscale] expected 1 or 3");
        Tensor gray = image.Shape[^3] == 3 ? Gray(image) : image.Clone();
        if (numOutputChannels == 1)
            return gray;
        using (gray)
        {
            Shape shape = image.Shape;
            using Tensor three = gray.Expand([.. shape.AsSpan()[..^3], 3, shape[^2], shape[^1]]);
            return three.Contiguous();
        }
    }

    /// <summary>(..., 3, H, W) to (..., 1, H, W). The order of the sums is PyTorch's, which shows in the last bit.</summary>
    static Tensor Gray(Tensor image)
    {
        using Tensor red = image.Narrow(-3, 0, 1), green = image.Narrow(-3, 1, 1), blue = image.Narrow(-3, 2, 1);
        using Tensor second = green.Mul(0.587), third = blue.Mul(0.114);
        Tensor sum = red.Mul(0.2989).Add_(second).Add_(third);
        if (sum.Dtype == image.Dtype)
            return sum;
        using (sum)
            return sum.To(image.Dtype);
    }
}

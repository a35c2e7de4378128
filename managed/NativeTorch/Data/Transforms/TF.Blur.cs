using System.Globalization;
using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images blurred by a Gaussian kernel, exp(-(x / sigma)^2 / 2) / sum in both directions, mirrored at their borders.</summary>
    /// <param name="image">(..., C, H, W).</param>
    /// <param name="kernelSize">Odd numbers: (height, width), or one for both. Less than half of it fits into the image.</param>
    /// <param name="sigma">The standard deviations (along height, along width), in pixels; null is 0.15 size + 0.35.</param>
    /// <returns>Images of the same shape and dtype; integers are rounded.</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.gaussian_blur</c>, which names the width first in both pairs.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is even or not positive, or a deviation not positive.</exception>
    /// <exception cref="ShapeMismatchException">The image is too small for the kernel.</exception>
    public static Tensor GaussianBlur(Tensor image, Pair kernelSize, (double Y, double X)? sigma = null)
    {
        ImageChecks.AtLeast(3, image, "gaussian_blur");
        OddSize(kernelSize, "gaussian_blur");
        (double y, double x) = sigma ?? (kernelSize.Height * 0.15 + 0.35, kernelSize.Width * 0.15 + 0.35);
        return Blur(image, kernelSize, [(y, x)]);
    }

    internal static void OddSize(Pair kernelSize, string function)
    {
        if (kernelSize.Height <= 0 || kernelSize.Width <= 0 || kernelSize.Height % 2 == 0 || kernelSize.Width % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(kernelSize), $"[{function}] a kernel size of {kernelSize}: expected odd numbers");
    }

    /// <summary>With one kernel for all images, or one for each image of a batch: channels of all images are groups of one
    /// convolution.</summary>
    internal static Tensor Blur(Tensor image, Pair kernelSize, (double Y, double X)[] sigmas)
    {
        Shape shape = image.Shape;
        long aside = kernelSize.Width / 2, above = kernelSize.Height / 2, planes = image.Numel / Math.Max(1, shape[^2] * shape[^1]);
        if (aside >= shape[^1] || above >= shape[^2])
            throw new ShapeMismatchException($"[gaussian_blur] image {image.Describe()} is too small for a kernel of {kernelSize}");
        Dtype within = image.Dtype == Dtype.Float64 ? Dtype.Float64 : Dtype.Float32;
        var weights = new float[sigmas.Length * kernelSize.Height * kernelSize.Width];
        for (int i = 0, at = 0; i < sigmas.Length; i++)
        {
            float[] rows = Kernel(kernelSize.Height, sigmas[i].Y), columns = Kernel(kernelSize.Width, sigmas[i].X);
            foreach (float row in rows)
                foreach (float column in columns)
                    weights[at++] = row * column;
        }
        using Tensor each = Torch.Tensor<float>(weights, [sigmas.Length, 1, kernelSize.Height, kernelSize.Width], within, image.Device);
        using Tensor kernels = each.RepeatInterleave(planes / sigmas.Length, 0);
        using Tensor flat = image.Reshape(1, planes, shape[^2], shape[^1]), numbers = flat.To(within);
        using Tensor padded = F.Pad(numbers, [aside, aside, above, above], PaddingMode.Reflect);
        using Tensor blurred = F.Conv2d(padded, kernels, stride: 1, padding: 0, groups: planes), result = Rounded(blurred, image.Dtype);
        return result.Reshape(shape);
    }

    static float[] Kernel(long size, double sigma)
    {
        if (!(sigma > 0))
            throw new ArgumentOutOfRangeException(nameof(sigma), string.Create(CultureInfo.InvariantCulture,
                $"[gaussian_blur] a deviation of {sigma} is not positive"));
        var kernel = new float[size];
        float sum = 0;
        for (int i = 0; i < size; i++)
        {
            float x = (i - (size - 1) * 0.5f) / (float)sigma;
            sum += kernel[i] = MathF.Exp(-0.5f * (x * x));
        }
        for (int i = 0; i < size; i++)
            kernel[i] /= sum;
        return kernel;
    }
}

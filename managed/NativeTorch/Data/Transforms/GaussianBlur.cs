using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>Images blurred by a Gaussian kernel of random width. PyTorch: <c>torchvision.transforms.GaussianBlur</c>.</summary>
/// <remarks>(C, H, W) gives the same shape and dtype; see <see cref="TF.GaussianBlur"/>. Draws the standard deviation, in pixels, for
/// each image with <c>uniform(sigma)</c>.</remarks>
public sealed class GaussianBlur : RandomTransform<double>
{
    readonly Pair kernelSize;
    readonly Interval sigma;

    /// <summary>A kernel's size and bounds of its deviation.</summary>
    /// <param name="kernelSize">Odd numbers: one, or (height, width).</param>
    /// <param name="sigma">(low, high), or one number for both (default (0.1, 2)).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is even or not positive, or the bounds are not in order.</exception>
    public GaussianBlur(Pair kernelSize, Interval? sigma = null)
    {
        TF.OddSize(kernelSize, nameof(GaussianBlur));
        this.sigma = (sigma ?? (0.1, 2.0)).Ordered(nameof(GaussianBlur), nameof(sigma), double.Epsilon);
        this.kernelSize = kernelSize;
    }

    private protected override double Draw(Shape image) => RandomDraw.Uniform(sigma.Low, sigma.High);

    private protected override Tensor Run(Tensor image, double draw) => TF.Blur(image, kernelSize, [(draw, draw)]);

    private protected override Tensor RunBatch(Tensor images, double[] draws) =>
        TF.Blur(images, kernelSize, [.. draws.Select(draw => (draw, draw))]);

    /// <summary>As PyTorch prints it, where the width stands first.</summary>
    public override string ToString() => $"GaussianBlur(kernel_size=({kernelSize.Width}, {kernelSize.Height}), sigma={sigma})";
}

using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>An image turned by a random angle. PyTorch: <c>torchvision.transforms.RandomRotation</c>.</summary>
/// <remarks>
/// (C, H, W) gives the same shape, or a larger one with <c>expand</c>, and the same dtype; see <see cref="TF.Rotate"/>. Draws the
/// angle for each image with <c>uniform(degrees)</c>. With <c>expand</c>, images come out in different sizes, so that a batch of
/// several cannot be stacked.
/// </remarks>
public sealed class RandomRotation : RandomTransform<double>
{
    readonly Interval degrees;
    readonly InterpolationMode interpolation;
    readonly bool expand;
    readonly (double X, double Y)? center;
    readonly ImageFill fill;

    /// <summary>Bounds of the angle.</summary>
    /// <param name="degrees">(low, high), or x for (-x, x).</param>
    /// <param name="interpolation">Nearest (default) or Bilinear.</param>
    /// <param name="expand">Whether the result is so large that all of the image is in it.</param>
    /// <param name="center">The point (x, y) that stays; by default the image's center.</param>
    /// <param name="fill">What stands outside of the image (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not in order, or the mode is another.</exception>
    public RandomRotation(Interval degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false,
        (double X, double Y)? center = null, ImageFill fill = default)
    {
        InterpolationNames.OfAffine(interpolation, nameof(RandomRotation));
        this.degrees = degrees.Symmetric(nameof(RandomRotation), nameof(degrees));
        (this.interpolation, this.expand, this.center, this.fill) = (interpolation, expand, center, fill);
    }

    private protected override double Draw(Shape image) => RandomDraw.Uniform(degrees.Low, degrees.High);

    private protected override double[] DrawBatch(Shape image, int count)
    {
        using Tensor drawn = Torch.Empty(count).Uniform_(degrees.Low, degrees.High);
        return [.. drawn.ToArray<float>().Select(angle => (double)angle)];
    }

    private protected override Tensor Run(Tensor image, double draw) => TF.Rotate(image, draw, interpolation, expand, center, fill);

    private protected override Tensor RunBatch(Tensor images, double[] draws)
    {
        if (expand)
            return base.RunBatch(images, draws);
        AffineMatrix[] matrices = [.. draws.Select(angle => AffineMatrix.Inverse(images.Shape, center, -angle, (0, 0), 1, (0, 0)))];
        return TF.Warp(images, matrices, images.Shape[^2], images.Shape[^1], interpolation, fill, "rotate");
    }

    private protected override Shape Result(Shape image, double draw)
    {
        if (!expand)
            return image;
        var (height, width) = AffineMatrix.Inverse(image, center, -draw, (0, 0), 1, (0, 0)).OutputSize(image);
        return [image[0], height, width];
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"RandomRotation(degrees={degrees.ToListString()}, "
        + $"interpolation={InterpolationNames.OfAffine(interpolation, nameof(RandomRotation))}, expand={Repr.Of(expand)}"
        + (center is { } at ? $", center=({Repr.Of(at.X)}, {Repr.Of(at.Y)})" : "") + $", fill={fill})";
}

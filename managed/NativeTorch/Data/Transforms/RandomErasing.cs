using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>A random rectangle of an image written over, with probability p. PyTorch:
/// <c>torchvision.transforms.RandomErasing</c>.</summary>
/// <remarks>
/// (C, H, W) gives the same shape and dtype. Draws for each image: <c>rand(1)</c>; if that is below p, up to ten times until the
/// rectangle is smaller than the image: its share of the area with <c>uniform(scale)</c>, the logarithm of height / width with
/// <c>uniform(log ratio)</c>; then its pixels with <c>normal</c> where they are random; then its top row and left column with
/// <c>randint</c>. If none is smaller, the image stays.
/// </remarks>
public sealed class RandomErasing : RandomTransform<(ImageRegion Region, Tensor? Noise)?>
{
    readonly double p;
    readonly Interval scale, ratio;
    readonly ImageFill? value;
    readonly bool inplace;

    /// <summary>A rectangle of one color.</summary>
    /// <param name="p">The probability (default 0.5).</param>
    /// <param name="scale">Bounds of its share of the area (default (0.02, 0.33)).</param>
    /// <param name="ratio">Bounds of height / width (default (0.3, 3.3)).</param>
    /// <param name="value">What is written (default 0).</param>
    /// <param name="inplace">Whether the image itself is changed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not possible.</exception>
    public RandomErasing(double p = 0.5, Interval? scale = null, Interval? ratio = null, ImageFill value = default, bool inplace = false)
        : this(value, p, scale, ratio, inplace) { }

    RandomErasing(ImageFill? value, double p, Interval? scale, Interval? ratio, bool inplace)
    {
        ImageChecks.Probability(p, nameof(RandomErasing));
        this.scale = (scale ?? (0.02, 0.33)).Ordered(nameof(RandomErasing), nameof(scale), 0, 1);
        this.ratio = (ratio ?? (0.3, 3.3)).Ordered(nameof(RandomErasing), nameof(ratio), double.Epsilon);
        (this.p, this.value, this.inplace) = (p, value, inplace);
    }

    /// <summary>A rectangle of standard normal numbers. PyTorch: <c>value='random'</c>.</summary>
    /// <inheritdoc cref="RandomErasing(double, Interval?, Interval?, ImageFill, bool)"/>
    public static RandomErasing WithNoise(double p = 0.5, Interval? scale = null, Interval? ratio = null, bool inplace = false) =>
        new(null, p, scale, ratio, inplace);

    private protected override (ImageRegion Region, Tensor? Noise)? Draw(Shape image)
    {
        if (!(RandomDraw.Uniform() < (float)p))
            return null;
        for (int i = 0; i < 10; i++)
        {
            var (height, width) = ImageRegion.DrawSize(image, scale, ratio);
            if (height >= image[1] || width >= image[2])
                continue;
            Tensor? noise = value is null ? Torch.Randn([image[0], height, width], Dtype.Float32) : null;
            return (ImageRegion.DrawPlace(image, height, width), noise);
        }
        return null;
    }

    private protected override Tensor Run(Tensor image, (ImageRegion Region, Tensor? Noise)? draw) => draw is { } erased
        ? Erase(inplace ? image : image.Clone(), erased.Region, erased.Noise)
        : image;

    private protected override Tensor RunBatch(Tensor images, (ImageRegion Region, Tensor? Noise)?[] draws)
    {
        Tensor result = inplace ? images : images.Clone();
        for (int i = 0; i < draws.Length; i++)
            if (draws[i] is { } erased)
            {
                using Tensor image = result.Select(0, i);
                Erase(image, erased.Region, erased.Noise);
            }
        return result;
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"RandomErasing(p={Repr.Of(p)}, scale={scale}, ratio={ratio}, "
        + $"value={value?.ToString() ?? "random"}, inplace={Repr.Of(inplace)})";

    Tensor Erase(Tensor image, ImageRegion at, Tensor? noise)
    {
        using Tensor pixels = noise?.To(image.Device) ?? value!.Value.For(image, Dtype.Float32, nameof(RandomErasing));
        return TF.Erase(image, at.Top, at.Left, at.Height, at.Width, pixels, inplace: true);
    }
}

using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>A random part of an image, of random area and proportions, at one size. PyTorch:
/// <c>torchvision.transforms.RandomResizedCrop</c>.</summary>
/// <remarks>
/// (C, H, W) gives (C, height, width) of the same dtype; see <see cref="TF.Resize"/>. Draws for each image, up to ten times until the
/// part fits: its share of the area with <c>uniform(scale)</c>, the logarithm of width / height with <c>uniform(log ratio)</c>; then
/// the top row and the left column with <c>randint</c>. If none fits, the largest part in the middle with a ratio in bounds.
/// </remarks>
public sealed class RandomResizedCrop : RandomTransform<ImageRegion>
{
    readonly Pair size;
    readonly Interval scale, ratio;
    readonly InterpolationMode interpolation;
    readonly bool antialias;

    /// <summary>A size.</summary>
    /// <param name="size">One number for a square, or (height, width).</param>
    /// <param name="scale">Bounds of the part's share of the area (default (0.08, 1)).</param>
    /// <param name="ratio">Bounds of width / height (default (3/4, 4/3)).</param>
    /// <param name="interpolation">Nearest, NearestExact, Bilinear (default) or Bicubic.</param>
    /// <param name="antialias">Whether bilinear and bicubic take all pixels into account where the size shrinks (default, as in
    /// torchvision from 0.17 on; before it was false for tensors).</param>
    /// <exception cref="ArgumentException">The size is not positive, bounds are not in order, or the mode is another.</exception>
    public RandomResizedCrop(Pair size, Interval? scale = null, Interval? ratio = null,
        InterpolationMode interpolation = InterpolationMode.Bilinear, bool antialias = true)
    {
        ImageChecks.PositiveSize(size, nameof(RandomResizedCrop));
        InterpolationNames.OfResize(interpolation, nameof(RandomResizedCrop));
        this.scale = (scale ?? (0.08, 1.0)).Ordered(nameof(RandomResizedCrop), nameof(scale), 0);
        this.ratio = (ratio ?? (3.0 / 4, 4.0 / 3)).Ordered(nameof(RandomResizedCrop), nameof(ratio), double.Epsilon);
        (this.size, this.interpolation, this.antialias) = ((size.Height, size.Width), interpolation, antialias);
    }

    private protected override ImageRegion Draw(Shape image)
    {
        long rows = image[1], columns = image[2];
        if (rows * columns == 0)
            throw new ShapeMismatchException($"[RandomResizedCrop] image {image} has no pixels");
        for (int i = 0; i < 10; i++)
        {
            var (width, height) = ImageRegion.DrawSize(image, scale, ratio);
            if (width > 0 && width <= columns && height > 0 && height <= rows)
                return ImageRegion.DrawPlace(image, height, width);
        }
        double whole = (double)columns / rows;
        (long h, long w) = whole < ratio.Low ? ((long)Math.Round(columns / ratio.Low), columns)
            : whole > ratio.High ? (rows, (long)Math.Round(rows * ratio.High)) : (rows, columns);
        return new((rows - h) / 2, (columns - w) / 2, h, w);
    }

    private protected override Tensor Run(Tensor image, ImageRegion draw) =>
        TF.ResizedCrop(image, draw.Top, draw.Left, draw.Height, draw.Width, size, interpolation, antialias);

    private protected override Shape Result(Shape image, ImageRegion draw) => [image[0], size.Height, size.Width];

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"RandomResizedCrop(size={size}, scale={scale.Rounded()}, ratio={ratio.Rounded()}, "
        + $"interpolation={InterpolationNames.OfResize(interpolation, nameof(RandomResizedCrop))}, antialias={Repr.Of(antialias)})";
}

using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>An image turned, moved, scaled and sheared at random about its center. PyTorch:
/// <c>torchvision.transforms.RandomAffine</c>.</summary>
/// <remarks>
/// (C, H, W) gives the same shape and dtype; see <see cref="TF.Affine"/>. Draws for each image with <c>uniform</c>, where they are
/// asked for: the angle, the way to the right and down (rounded to pixels), the scale, the shear along x, the shear along y.
/// </remarks>
public sealed class RandomAffine : RandomTransform<RandomAffine.Motion>
{
    readonly Interval degrees;
    readonly Interval? scale, shear, shearY;
    readonly (double X, double Y)? translate, center;
    readonly InterpolationMode interpolation;
    readonly ImageFill fill;

    /// <summary>What is drawn for an image.</summary>
    /// <param name="Angle">In degrees.</param>
    /// <param name="Translate">In pixels.</param>
    /// <param name="Scale">A factor.</param>
    /// <param name="Shear">In degrees.</param>
    public readonly record struct Motion(double Angle, (double X, double Y) Translate, double Scale, (double X, double Y) Shear);

    /// <summary>Bounds of all that is drawn.</summary>
    /// <param name="degrees">The angle: (low, high), or x for (-x, x).</param>
    /// <param name="translate">The largest ways along x and y, as parts of width and height, from 0 to 1; none by default.</param>
    /// <param name="scale">The scale; 1 by default.</param>
    /// <param name="shear">The shear along x in degrees: (low, high), or x for (-x, x); none by default.</param>
    /// <param name="interpolation">Nearest (default) or Bilinear.</param>
    /// <param name="fill">What stands outside of the image (default 0).</param>
    /// <param name="center">The point (x, y) that stays; by default the image's center.</param>
    /// <param name="shearY">The shear along y, which goes with one along x.</param>
    /// <exception cref="ArgumentException">Bounds are not in order or not possible, or the mode is another.</exception>
    public RandomAffine(Interval degrees, (double X, double Y)? translate = null, Interval? scale = null, Interval? shear = null,
        InterpolationMode interpolation = InterpolationMode.Nearest, ImageFill fill = default, (double X, double Y)? center = null,
        Interval? shearY = null)
    {
        const string Name = nameof(RandomAffine);
        InterpolationNames.OfAffine(interpolation, Name);
        if (translate is { } way && !(way.X is >= 0 and <= 1 && way.Y is >= 0 and <= 1))
            throw ((Interval)(way.X, way.Y)).Wrong(Name, nameof(translate), "expected parts of width and height, from 0 to 1");
        if (shear is null && shearY is not null)
            throw new ArgumentException($"[{Name}] shearY goes with shear", nameof(shearY));
        this.degrees = degrees.Symmetric(Name, nameof(degrees));
        this.scale = scale?.Ordered(Name, nameof(scale), double.Epsilon);
        (this.shear, this.shearY) = (shear?.Symmetric(Name, nameof(shear)), shearY?.Symmetric(Name, nameof(shearY)));
        (this.translate, this.interpolation, this.fill, this.center) = (translate, interpolation, fill, center);
    }

    private protected override Motion Draw(Shape image)
    {
        double angle = Uniform(degrees);
        (double X, double Y) way = default;
        if (translate is { } most)
        {
            way.X = Math.Round((double)RandomDraw.Uniform(-most.X * image[2], most.X * image[2]));
            way.Y = Math.Round((double)RandomDraw.Uniform(-most.Y * image[1], most.Y * image[1]));
        }
        double factor = scale is { } scales ? Uniform(scales) : 1;
        double x = shear is { } shears ? Uniform(shears) : 0, y = shearY is { } others ? Uniform(others) : 0;
        return new(angle, way, factor, (x, y));
    }

    private protected override Tensor Run(Tensor image, Motion draw) => RunBatch(image, [draw]);

    private protected override Tensor RunBatch(Tensor images, Motion[] draws)
    {
        AffineMatrix[] matrices = [.. draws.Select(draw =>
            AffineMatrix.Inverse(images.Shape, center, draw.Angle, draw.Translate, draw.Scale, draw.Shear))];
        return TF.Warp(images, matrices, images.Shape[^2], images.Shape[^1], interpolation, fill, "affine");
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"RandomAffine(degrees={degrees.ToListString()}"
        + (translate is { } way ? $", translate={(Interval)(way.X, way.Y)}" : "")
        + (scale is { } scales ? $", scale={scales}" : "")
        + (shear is { } x ? $", shear=[{Repr.Of(x.Low)}, {Repr.Of(x.High)}"
            + (shearY is { } y ? $", {Repr.Of(y.Low)}, {Repr.Of(y.High)}]" : "]") : "")
        + (interpolation == InterpolationMode.Nearest ? "" : ", interpolation=bilinear")
        + (fill.IsZero ? "" : $", fill={fill}")
        + (center is { } at ? $", center=({Repr.Of(at.X)}, {Repr.Of(at.Y)})" : "") + ")";

    static double Uniform(Interval bounds) => RandomDraw.Uniform(bounds.Low, bounds.High);
}

namespace NativeTorch.Data.Transforms;

/// <summary>A rectangle in an image.</summary>
/// <param name="Top">The first row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">How many columns.</param>
public readonly record struct ImageRegion(long Top, long Left, long Height, long Width)
{
    /// <summary>A height and width whose product is a random part of the image's area, and whose quotient is random on a logarithmic
    /// scale; both draws are PyTorch's.</summary>
    /// <returns>The quotient's numerator first.</returns>
    internal static (long Numerator, long Denominator) DrawSize(Shape image, Interval scale, Interval ratio)
    {
        double area = (double)(image[1] * image[2]) * RandomDraw.Uniform(scale.Low, scale.High);
        double aspect = MathF.Exp(RandomDraw.Uniform(MathF.Log((float)ratio.Low), MathF.Log((float)ratio.High)));
        return ((long)Math.Round(Math.Sqrt(area * aspect)), (long)Math.Round(Math.Sqrt(area / aspect)));
    }

    /// <summary>A place in the image for a height and a width.</summary>
    internal static ImageRegion DrawPlace(Shape image, long height, long width) =>
        new(RandomDraw.Below(image[1] - height + 1), RandomDraw.Below(image[2] - width + 1), height, width);
}

using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>Images at another size. PyTorch: <c>torchvision.transforms.Resize</c>.</summary>
/// <remarks>(C, H, W) gives (C, height, width) of the same dtype; see <see cref="TF.Resize"/>.</remarks>
public sealed class Resize : FixedTransform
{
    readonly Pair size;
    readonly InterpolationMode interpolation;
    readonly long? maxSize;
    readonly bool antialias;

    /// <summary>A size.</summary>
    /// <param name="size">(height, width), or one number for the shorter side.</param>
    /// <param name="interpolation">Nearest, NearestExact, Bilinear (default) or Bicubic.</param>
    /// <param name="maxSize">The most that the longer side may become, where one number is given.</param>
    /// <param name="antialias">Whether bilinear and bicubic take all pixels into account where the size shrinks (default, as in
    /// torchvision from 0.17 on; before it was false for tensors).</param>
    /// <exception cref="ArgumentException">The size is not positive, the maximum does not fit it, or the mode is another.</exception>
    public Resize(Pair size, InterpolationMode interpolation = InterpolationMode.Bilinear, long? maxSize = null, bool antialias = true)
    {
        InterpolationNames.OfResize(interpolation, nameof(Resize));
        TF.ResizedSize([1, 1], size, maxSize, nameof(Resize));
        (this.size, this.interpolation, this.maxSize, this.antialias) = (size, interpolation, maxSize, antialias);
    }

    private protected override Tensor Run(Tensor images) => TF.Resize(images, size, interpolation, maxSize, antialias);

    private protected override Shape Result(Shape image)
    {
        var (height, width) = TF.ResizedSize(image, size, maxSize, nameof(Resize));
        return [image[0], height, width];
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Resize(size={size}, interpolation={InterpolationNames.OfResize(interpolation, nameof(Resize))}, "
        + $"max_size={maxSize?.ToString() ?? "None"}, antialias={Repr.Of(antialias)})";
}

using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>The middle of an image; where it is smaller, with zeros around. PyTorch: <c>torchvision.transforms.CenterCrop</c>.</summary>
/// <remarks>(C, H, W) of any dtype gives (C, height, width), a view where nothing is padded.</remarks>
public sealed class CenterCrop : FixedTransform
{
    readonly Pair size;

    /// <summary>A crop of a size: one number for a square, or (height, width).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public CenterCrop(Pair size)
    {
        ImageChecks.PositiveSize(size, nameof(CenterCrop));
        this.size = size;
    }

    private protected override Tensor Run(Tensor images) => TF.CenterCrop(images, size);

    private protected override Shape Result(Shape image) => [image[0], size.Height, size.Width];

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"CenterCrop(size={size.ToTupleString()})";
}

namespace NativeTorch.Data.Transforms;

/// <summary>A border around an image. PyTorch: <c>torchvision.transforms.Pad</c>.</summary>
/// <remarks>(C, H, W) of any dtype gives (C, top + H + bottom, left + W + right); see <see cref="TF.Pad"/>.</remarks>
/// <param name="padding">How wide it is: one number, (left and right, above and below), or (left, top, right, bottom).</param>
/// <param name="fill">What stands in a constant border (default 0).</param>
/// <param name="paddingMode">How it is filled.</param>
public sealed class Pad(ImagePadding padding, Scalar fill = default, ImagePaddingMode paddingMode = ImagePaddingMode.Constant)
    : FixedTransform
{
    private protected override Tensor Run(Tensor images) => TF.Pad(images, padding, fill, paddingMode);

    private protected override Shape Result(Shape image) => padding.Around(image);

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() =>
        $"Pad(padding={padding}, fill={NN.Repr.Of(fill)}, padding_mode={paddingMode.ToString().ToLowerInvariant()})";
}

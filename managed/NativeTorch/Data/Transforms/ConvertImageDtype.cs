namespace NativeTorch.Data.Transforms;

/// <summary>Images of another dtype, with values scaled: 255 in uint8 is 1.0 in float32. PyTorch:
/// <c>torchvision.transforms.ConvertImageDtype</c>.</summary>
/// <remarks>The formulas are at <see cref="TF.ConvertImageDtype"/>.</remarks>
/// <param name="dtype">The result's dtype.</param>
public sealed class ConvertImageDtype(Dtype dtype) : FixedTransform
{
    private protected override Tensor Run(Tensor images) => TF.ConvertImageDtype(images, dtype);

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "ConvertImageDtype()";
}

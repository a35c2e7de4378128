namespace NativeTorch.Data.Transforms;

/// <summary>uint8 images as floating ones: y = x / 255, in the default dtype. PyTorch: <c>torchvision.transforms.ToTensor</c>.</summary>
/// <remarks>Images are tensors (C, H, W) already, so dimensions stay. Any dtype but uint8 comes back as it is.</remarks>
public sealed class ToTensor : FixedTransform
{
    private protected override Tensor Run(Tensor images) => TF.ToTensor(images);

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "ToTensor()";
}

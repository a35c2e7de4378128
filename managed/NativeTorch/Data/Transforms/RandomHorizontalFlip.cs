namespace NativeTorch.Data.Transforms;

/// <summary>Left and right exchanged with probability p. PyTorch: <c>torchvision.transforms.RandomHorizontalFlip</c>.</summary>
/// <remarks>Any dtype. Draws <c>rand(1)</c> for each image.</remarks>
/// <param name="p">The probability (default 0.5).</param>
public sealed class RandomHorizontalFlip(double p = 0.5) : RandomChange(p)
{
    private protected override Tensor Change(Tensor images) => TF.HorizontalFlip(images);
}

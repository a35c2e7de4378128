namespace NativeTorch.Data.Transforms;

/// <summary>Above and below exchanged with probability p. PyTorch: <c>torchvision.transforms.RandomVerticalFlip</c>.</summary>
/// <remarks>Any dtype. Draws <c>rand(1)</c> for each image.</remarks>
/// <param name="p">The probability (default 0.5).</param>
public sealed class RandomVerticalFlip(double p = 0.5) : RandomChange(p)
{
    private protected override Tensor Change(Tensor images) => TF.VerticalFlip(images);
}

namespace NativeTorch.Data.Transforms;

/// <summary>Gray with probability p, in as many equal channels as before. PyTorch:
/// <c>torchvision.transforms.RandomGrayscale</c>.</summary>
/// <remarks>(1 or 3, H, W), any dtype; see <see cref="TF.RgbToGrayscale"/>. Draws <c>rand(1)</c> for each image.</remarks>
/// <param name="p">The probability (default 0.1).</param>
public sealed class RandomGrayscale(double p = 0.1) : RandomChange(p)
{
    private protected override Tensor Change(Tensor images)
    {
        TF.GrayOrColor(images, nameof(RandomGrayscale));
        return TF.RgbToGrayscale(images, (int)images.Shape[^3]);
    }
}

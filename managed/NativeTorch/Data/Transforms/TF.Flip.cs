namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Left and right exchanged: (..., H, W).</summary>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.hflip</c>.</remarks>
    public static Tensor HorizontalFlip(Tensor image)
    {
        ImageChecks.AtLeast(2, image, "hflip");
        return image.Flip(-1);
    }

    /// <summary>Above and below exchanged: (..., H, W).</summary>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.vflip</c>.</remarks>
    public static Tensor VerticalFlip(Tensor image)
    {
        ImageChecks.AtLeast(2, image, "vflip");
        return image.Flip(-2);
    }
}

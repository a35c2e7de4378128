namespace NativeTorch.Data.Transforms;

/// <summary>What stands in an image's border. PyTorch: the strings of <c>torchvision.transforms.Pad</c>'s <c>padding_mode</c>.</summary>
public enum ImagePaddingMode
{
    /// <summary>A number: 0 0 [1 2 3] 0 0.</summary>
    Constant,

    /// <summary>The outermost pixel: 1 1 [1 2 3] 3 3.</summary>
    Edge,

    /// <summary>The image mirrored at its outermost pixel: 3 2 [1 2 3] 2 1.</summary>
    Reflect,

    /// <summary>The image mirrored at its border: 2 1 [1 2 3] 3 2.</summary>
    Symmetric,
}

namespace NativeTorch;

public static partial class Torch
{
    /// <summary>Linear algebra.</summary>
    /// <remarks>PyTorch: <c>torch.linalg</c>.</remarks>
    public static unsafe partial class Linalg
    {
    }
}

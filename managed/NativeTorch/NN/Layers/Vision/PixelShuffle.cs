namespace NativeTorch.NN;

/// <summary>(N, C r^2, H, W) to (N, C, H r, W r): channels become pixels. PyTorch: <c>torch.nn.PixelShuffle</c>.</summary>
/// <param name="upscaleFactor">r.</param>
public sealed partial class PixelShuffle(long upscaleFactor) : Layer
{
    /// <summary>r.</summary>
    public long UpscaleFactor { get; } = upscaleFactor;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.PixelShuffle(input, UpscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"upscale_factor={UpscaleFactor}";
}

namespace NativeTorch.NN;

/// <summary>(N, C, H r, W r) to (N, C r^2, H, W): pixels become channels. PyTorch: <c>torch.nn.PixelUnshuffle</c>.</summary>
/// <param name="downscaleFactor">r.</param>
public sealed partial class PixelUnshuffle(long downscaleFactor) : Layer
{
    /// <summary>r.</summary>
    public long DownscaleFactor { get; } = downscaleFactor;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.PixelUnshuffle(input, DownscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"downscale_factor={DownscaleFactor}";
}

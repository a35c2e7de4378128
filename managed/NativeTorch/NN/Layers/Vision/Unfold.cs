namespace NativeTorch.NN;

/// <summary>Windows of images as columns: (N, C, H, W) to (N, C kH kW, windows), or both without N. PyTorch:
/// <c>torch.nn.Unfold</c>.</summary>
/// <param name="kernelSize">Height and width of a window: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="padding">Zeros added on each side (default 0).</param>
/// <param name="stride">Distance between windows (default 1).</param>
public sealed partial class Unfold(Pair kernelSize, Pair? dilation = null, Pair? padding = null, Pair? stride = null) : Layer
{
    /// <summary>Height and width of a window.</summary>
    public Pair KernelSize { get; } = kernelSize;

    /// <summary>Distance between a window's elements.</summary>
    public Pair Dilation { get; } = dilation ?? 1;

    /// <summary>Zeros added on each side.</summary>
    public Pair Padding { get; } = padding ?? 0;

    /// <summary>Distance between windows.</summary>
    public Pair Stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Unfold(input, KernelSize, Dilation, Padding, Stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={KernelSize}, dilation={Dilation}, padding={Padding}, stride={Stride}";
}

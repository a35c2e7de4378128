namespace NativeTorch.NN;

/// <summary>Largest element of each window: (N, C, H, W) to (N, C, H', W'); NaN wins. PyTorch: <c>torch.nn.MaxPool2d</c>.</summary>
/// <param name="kernelSize">Height and width of a window: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Elements of -inf added on each side (default 0).</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class MaxPool2d(Pair kernelSize, Pair? stride = null, Pair? padding = null, Pair? dilation = null, bool ceilMode = false)
    : Layer
{
    /// <summary>Height and width of a window.</summary>
    public Pair KernelSize { get; } = kernelSize;

    /// <summary>Distance between windows.</summary>
    public Pair Stride { get; } = stride ?? kernelSize;

    /// <summary>Elements of -inf added on each side.</summary>
    public Pair Padding { get; } = padding ?? 0;

    /// <summary>Distance between a window's elements.</summary>
    public Pair Dilation { get; } = dilation ?? 1;

    /// <summary>Whether a last, partial window counts.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.MaxPool2d(input, KernelSize, Stride, Padding, Dilation, CeilMode);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}, dilation={Dilation}, ceil_mode={Repr.Of(CeilMode)}";
}

namespace NativeTorch.NN;

/// <summary>Columns added up to images, the transpose of <see cref="Unfold"/>: (N, C kH kW, windows) to (N, C, H, W), or both
/// without N. PyTorch: <c>torch.nn.Fold</c>.</summary>
/// <param name="outputSize">Height and width of the images: <c>4</c> or <c>(4, 5)</c>.</param>
/// <param name="kernelSize">Height and width of a window.</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="padding">Zeros added on each side (default 0).</param>
/// <param name="stride">Distance between windows (default 1).</param>
public sealed partial class Fold(Pair outputSize, Pair kernelSize, Pair? dilation = null, Pair? padding = null, Pair? stride = null) : Layer
{
    /// <summary>Height and width of the images.</summary>
    public Pair OutputSize { get; } = outputSize;

    /// <summary>Height and width of a window.</summary>
    public Pair KernelSize { get; } = kernelSize;

    /// <summary>Distance between a window's elements.</summary>
    public Pair Dilation { get; } = dilation ?? 1;

    /// <summary>Zeros added on each side.</summary>
    public Pair Padding { get; } = padding ?? 0;

    /// <summary>Distance between windows.</summary>
    public Pair Stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Fold(input, OutputSize, KernelSize, Dilation, Padding, Stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"output_size={OutputSize}, kernel_size={KernelSize}, dilation={Dilation}, padding={Padding}, stride={Stride}";
}

namespace NativeTorch.NN;

/// <summary>Largest element of each window: (N, C, H, W) to (N, C, H', W'), or both without N; NaN wins. PyTorch: <c>torch.nn.MaxPool2d</c>.</summary>
/// <param name="kernelSize">Height and width of a window: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Elements of -inf added on each side (default 0).</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class MaxPool2d(Pair kernelSize, Pair? stride = null, Pair? padding = null, Pair? dilation = null, bool ceilMode = false)
    : MaxPoolNd<Pair>(kernelSize, stride, padding ?? 0, dilation ?? 1, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.MaxPool2d(input, KernelSize, Stride, Padding, Dilation, CeilMode);

    /// <inheritdoc/>
    public override (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input) =>
        F.MaxPool2dWithIndices(input, KernelSize, Stride, Padding, Dilation, CeilMode);
}

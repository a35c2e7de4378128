namespace NativeTorch.NN;

/// <summary>Largest element of each window: (N, C, L) to (N, C, L'), or both without N; NaN wins. PyTorch: <c>torch.nn.MaxPool1d</c>.</summary>
/// <param name="kernelSize">A window's size: a number.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Elements of -inf added on each side (default 0).</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class MaxPool1d(long kernelSize, long? stride = null, long padding = 0, long dilation = 1, bool ceilMode = false)
    : MaxPoolNd<long>(kernelSize, stride, padding, dilation, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.MaxPool1d(input, KernelSize, Stride, Padding, Dilation, CeilMode);

    /// <inheritdoc/>
    public override (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input) =>
        F.MaxPool1dWithIndices(input, KernelSize, Stride, Padding, Dilation, CeilMode);
}

namespace NativeTorch.NN;

/// <summary>Mean of each window: (N, C, L) to (N, C, L'), or both without N. PyTorch: <c>torch.nn.AvgPool1d</c>.</summary>
/// <param name="kernelSize">A window's size: a number.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Zeros added on each side (default 0).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
/// <param name="countIncludePad">Whether padding counts in the divisor (default true).</param>
public partial class AvgPool1d(long kernelSize, long? stride = null, long padding = 0, bool ceilMode = false, bool countIncludePad = true)
    : AvgPoolNd<long>(kernelSize, stride, padding, ceilMode, countIncludePad)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        F.AvgPool1d(input, KernelSize, Stride, Padding, CeilMode, CountIncludePad);
}

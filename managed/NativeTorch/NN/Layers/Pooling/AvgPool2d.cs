namespace NativeTorch.NN;

/// <summary>Mean of each window: (N, C, H, W) to (N, C, H', W'), or both without N. PyTorch: <c>torch.nn.AvgPool2d</c>.</summary>
/// <param name="kernelSize">Height and width of a window: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Zeros added on each side (default 0).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
/// <param name="countIncludePad">Whether padding counts in the divisor (default true).</param>
/// <param name="divisorOverride">A divisor to use instead of the number of elements.</param>
public partial class AvgPool2d(Pair kernelSize, Pair? stride = null, Pair? padding = null, bool ceilMode = false, bool countIncludePad = true,
    long? divisorOverride = null)
    : AvgPoolNd<Pair>(kernelSize, stride, padding ?? 0, ceilMode, countIncludePad)
{
    /// <summary>A divisor to use instead of the number of elements; null where there is none.</summary>
    public long? DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        F.AvgPool2d(input, KernelSize, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride);
}

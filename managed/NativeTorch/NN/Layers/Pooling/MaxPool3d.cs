namespace NativeTorch.NN;

/// <summary>Largest element of each window: (N, C, D, H, W) to (N, C, D', H', W'), or both without N; NaN wins. PyTorch: <c>torch.nn.MaxPool3d</c>.</summary>
/// <param name="kernelSize">Depth, height and width of a window: <c>2</c> or <c>(2, 3, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">Elements of -inf added on each side (default 0).</param>
/// <param name="dilation">Distance between a window's elements (default 1).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class MaxPool3d(Triple kernelSize, Triple? stride = null, Triple? padding = null, Triple? dilation = null, bool ceilMode = false)
    : MaxPoolNd<Triple>(kernelSize, stride, padding ?? 0, dilation ?? 1, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.MaxPool3d(input, KernelSize, Stride, Padding, Dilation, CeilMode);

    /// <inheritdoc/>
    public override (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input) =>
        F.MaxPool3dWithIndices(input, KernelSize, Stride, Padding, Dilation, CeilMode);
}

namespace NativeTorch.NN;

/// <summary>(sum of x^p)^(1/p) over each window: (N, C, L) to (N, C, L'), or both without N. PyTorch: <c>torch.nn.LPPool1d</c>.</summary>
/// <param name="normType">p.</param>
/// <param name="kernelSize">A window's size: a number.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class LPPool1d(double normType, long kernelSize, long? stride = null, bool ceilMode = false)
    : LPPoolNd<long>(normType, kernelSize, stride, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.LpPool1d(input, NormType, KernelSize, Stride, CeilMode);
}

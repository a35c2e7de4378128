namespace NativeTorch.NN;

/// <summary>(sum of x^p)^(1/p) over each window: (N, C, H, W) to (N, C, H', W'), or both without N. PyTorch: <c>torch.nn.LPPool2d</c>.</summary>
/// <param name="normType">p.</param>
/// <param name="kernelSize">Height and width of a window: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="ceilMode">Whether a last, partial window counts (default false).</param>
public partial class LPPool2d(double normType, Pair kernelSize, Pair? stride = null, bool ceilMode = false)
    : LPPoolNd<Pair>(normType, kernelSize, stride, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.LpPool2d(input, NormType, KernelSize, Stride, CeilMode);
}

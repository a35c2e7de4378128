namespace NativeTorch.NN;

/// <summary>
/// Negative log likelihood of counts t with Poisson's distribution: e^x - t x, or x - t log(x + eps) where x is no
/// logarithm, combined. PyTorch: <c>torch.nn.PoissonNLLLoss</c>.
/// </summary>
/// <param name="logInput">Whether the input is the logarithm of the rate (default true).</param>
/// <param name="full">Whether Stirling's approximation of log t! is added (default false).</param>
/// <param name="eps">Is added under the logarithm (default 1e-8).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class PoissonNLLLoss(bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>Whether the input is the logarithm of the rate.</summary>
    public bool LogInput { get; } = logInput;

    /// <summary>Whether Stirling's approximation of log t! is added.</summary>
    public bool Full { get; } = full;

    /// <summary>Is added under the logarithm.</summary>
    public double Eps { get; } = eps;

    /// <summary>The loss of <paramref name="input"/> for counts <paramref name="target"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.PoissonNllLoss(input, target, LogInput, Full, Eps, Reduction);
}

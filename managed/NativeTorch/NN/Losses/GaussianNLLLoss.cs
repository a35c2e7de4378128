namespace NativeTorch.NN;

/// <summary>
/// Negative log likelihood of normal numbers: (log v + (x - t)^2 / v) / 2 with the variance v, at least eps, combined.
/// PyTorch: <c>torch.nn.GaussianNLLLoss</c>.
/// </summary>
/// <param name="full">Whether the constant log(2 pi) / 2 is added (default false).</param>
/// <param name="eps">The least variance (default 1e-6).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class GaussianNLLLoss(bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>Whether the constant log(2 pi) / 2 is added.</summary>
    public bool Full { get; } = full;

    /// <summary>The least variance.</summary>
    public double Eps { get; } = eps;

    /// <summary>
    /// The loss of means <paramref name="input"/> with variances <paramref name="var"/>, of the input's sizes, all but the
    /// last, or 1 as the last.
    /// </summary>
    public Tensor Forward(Tensor input, Tensor target, Tensor var) =>
        F.GaussianNllLoss(input, target, var, Full, Eps, Reduction);
}

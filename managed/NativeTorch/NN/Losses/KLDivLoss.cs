namespace NativeTorch.NN;

/// <summary>
/// Kullback-Leibler divergence: t (log t - x) for logarithms x of probabilities, combined. PyTorch:
/// <c>torch.nn.KLDivLoss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
/// <param name="logTarget">Whether targets are logarithms as well (default false).</param>
public sealed partial class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Loss(reduction)
{
    /// <summary>Whether targets are logarithms as well.</summary>
    public bool LogTarget { get; } = logTarget;

    /// <summary>
    /// The loss of log probabilities <paramref name="input"/>; <see cref="Reduction.BatchMean"/> is the divergence itself.
    /// </summary>
    public Tensor Forward(Tensor input, Tensor target) => F.KlDiv(input, target, Reduction, LogTarget);
}

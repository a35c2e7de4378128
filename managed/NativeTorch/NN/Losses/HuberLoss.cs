namespace NativeTorch.NN;

/// <summary>
/// d^2 / 2 where |d| &lt; delta, else delta (|d| - delta / 2), with d = input - target, combined. PyTorch:
/// <c>torch.nn.HuberLoss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
/// <param name="delta">Where the parabola ends (default 1).</param>
public sealed partial class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Loss(reduction)
{
    /// <summary>Where the parabola ends.</summary>
    public double Delta { get; } = delta;

    /// <summary>The loss of <paramref name="input"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.HuberLoss(input, target, Reduction, Delta);
}

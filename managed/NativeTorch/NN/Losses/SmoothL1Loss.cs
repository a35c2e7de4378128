namespace NativeTorch.NN;

/// <summary>
/// d^2 / (2 beta) where |d| &lt; beta, else |d| - beta / 2, with d = input - target, combined. PyTorch:
/// <c>torch.nn.SmoothL1Loss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
/// <param name="beta">Where the parabola ends (default 1); 0 is |d| everywhere.</param>
public sealed partial class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Loss(reduction)
{
    /// <summary>Where the parabola ends.</summary>
    public double Beta { get; } = beta;

    /// <summary>The loss of <paramref name="input"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.SmoothL1Loss(input, target, Reduction, Beta);
}

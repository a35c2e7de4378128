namespace NativeTorch.Optim;

/// <summary>
/// Adam with the largest gradient instead of the mean of squares: m = b1 m + (1 - b1) g; u = max(b2 u, |g| + eps);
/// p -= lr / (1 - b1^t) * m / u, with weightDecay * p added to g. PyTorch: <c>torch.optim.Adamax</c>.
/// </summary>
public sealed class Adamax : FusedOptimizer<AdamaxGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.002).</param>
    /// <param name="betas">Decay of the mean of gradients and of their greatest size (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public Adamax(IEnumerable<Tensor> parameters, double lr = 2e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Betas = MomentsGroup.OrDefault(betas), Eps = eps, WeightDecay = weightDecay, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="Adamax"/>.</summary>
public sealed class AdamaxGroup : MomentsGroup
{
    static readonly UpdateRule rule = new(NativeRule.Adamax, ["exp_avg", "exp_inf"], new StateNumber("step"));

    internal AdamaxGroup()
    {
    }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Betas.Beta1, Betas.Beta2, Eps, WeightDecay, Number(Maximize)];
}

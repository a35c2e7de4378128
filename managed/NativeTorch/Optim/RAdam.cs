namespace NativeTorch.Optim;

/// <summary>
/// Adam that begins without its denominator: m and v as Adam has them; rho = r - 2 t b2^t / (1 - b2^t) with r = 2 / (1 - b2) - 1.
/// p -= lr * m / (1 - b1^t), and where rho > 5 that times sqrt((rho - 4) (rho - 2) r / ((r - 4) (r - 2) rho)) *
/// sqrt(1 - b2^t) / (sqrt(v) + eps); weightDecay * p is added to g. PyTorch: <c>torch.optim.RAdam</c>.
/// </summary>
public sealed class RAdam : FusedOptimizer<RAdamGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.001).</param>
    /// <param name="betas">Decay of the mean of gradients and of their squares (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public RAdam(IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Betas = MomentsGroup.OrDefault(betas), Eps = eps, WeightDecay = weightDecay, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="RAdam"/>.</summary>
public sealed class RAdamGroup : MomentsGroup
{
    static readonly UpdateRule rule = new(NativeRule.RAdam, ["exp_avg", "exp_avg_sq"], new StateNumber("step"));

    internal RAdamGroup()
    {
    }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Betas.Beta1, Betas.Beta2, Eps, WeightDecay, Number(Maximize)];
}

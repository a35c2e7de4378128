namespace NativeTorch.Optim;

/// <summary>
/// Adam with Nesterov's momentum: m and v as Adam has them; mu_t = b1 (1 - 0.96^(t momentumDecay) / 2);
/// p -= lr * ((1 - mu_t) / (1 - prod mu) * g + mu_(t+1) / (1 - prod mu_next) * m) / (sqrt(v / (1 - b2^t)) + eps), with
/// weightDecay * p added to g. PyTorch: <c>torch.optim.NAdam</c>, as 1.13 has it: prod mu_next holds mu_t twice.
/// </summary>
public sealed class NAdam : FusedOptimizer<NAdamGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.002).</param>
    /// <param name="betas">Decay of the mean of gradients and of their squares (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="momentumDecay">How fast the momentum comes to its full size (default 0.004).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public NAdam(IEnumerable<Tensor> parameters, double lr = 2e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Betas = MomentsGroup.OrDefault(betas), Eps = eps, WeightDecay = weightDecay, MomentumDecay = momentumDecay,
            Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="NAdam"/>.</summary>
public sealed class NAdamGroup : MomentsGroup
{
    static readonly UpdateRule rule = new(NativeRule.NAdam, ["exp_avg", "exp_avg_sq"], new StateNumber("step"),
        new StateNumber("mu_product"));

    internal NAdamGroup()
    {
    }

    /// <summary>How fast the momentum comes to its full size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double MomentumDecay { get; set => field = OptionRange.NotNegative(value); }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Betas.Beta1, Betas.Beta2, Eps, WeightDecay, MomentumDecay, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        MomentumDecay = state.Value("momentum_decay", MomentumDecay);
    }
}

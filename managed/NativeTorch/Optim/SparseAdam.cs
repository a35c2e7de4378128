namespace NativeTorch.Optim;

/// <summary>
/// Adam that leaves rows without a gradient alone, for embeddings: m, v and p of a row (an element of the first dimension) change only
/// where its gradient is not all zero; m += (1 - b1) (g - m); v += (1 - b2) (g^2 - v);
/// p -= lr * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + eps). PyTorch: <c>torch.optim.SparseAdam</c>.
/// </summary>
/// <remarks>PyTorch tells the rows by a sparse gradient and refuses dense ones. Gradients are dense here, so a row that was used and
/// has a gradient of exactly zero is taken for one that was not.</remarks>
public sealed class SparseAdam : FusedOptimizer<SparseAdamGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate, above 0 (default 0.001).</param>
    /// <param name="betas">Decay of the mean of gradients and of their squares (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator, above 0 (default 1e-8).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public SparseAdam(IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        bool maximize = false)
        : base(parameters, new()
        {
            Lr = OptionRange.Positive(lr), Betas = MomentsGroup.OrDefault(betas), Eps = eps, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="SparseAdam"/>.</summary>
public sealed class SparseAdamGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.SparseAdam, ["exp_avg", "exp_avg_sq"], new StateNumber("step", IsTensor: false));

    internal SparseAdamGroup()
    {
    }

    /// <summary>Decay of the mean of gradients, and of the mean of their squares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside of [0, 1).</exception>
    public (double Beta1, double Beta2) Betas { get; set => field = OptionRange.BelowOne(value); }

    /// <summary>Added to the denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public double Eps { get; set => field = OptionRange.Positive(value); }

    internal override double? CycledMomentum { get => Betas.Beta1; set => Betas = (value!.Value, Betas.Beta2); }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Betas.Beta1, Betas.Beta2, Eps, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Betas = state.Value("betas", Betas);
        Eps = state.Value("eps", Eps);
    }
}

namespace NativeTorch.Optim;

/// <summary>
/// A rate for each element, by the size of its gradients: v = alpha v + (1 - alpha) g^2; d = g / (sqrt(v) + eps), where centered takes the
/// square of the mean of gradients from v; b = momentum * b + d; p -= lr * b, with weightDecay * p added to g.
/// PyTorch: <c>torch.optim.RMSprop</c>.
/// </summary>
public sealed class RMSprop : FusedOptimizer<RMSpropGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.01).</param>
    /// <param name="alpha">Decay of the mean of squares (default 0.99).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="momentum">Share of the last update that goes on (default 0).</param>
    /// <param name="centered">Whether the variance of gradients counts instead of the mean of their squares (default false).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public RMSprop(IEnumerable<Tensor> parameters, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Alpha = alpha, Eps = eps, WeightDecay = weightDecay, Momentum = momentum, Centered = centered,
            Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="RMSprop"/>.</summary>
public sealed class RMSpropGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.RMSprop, ["square_avg", "momentum_buffer", "grad_avg"],
        new StateNumber("step", IsTensor: false));

    internal RMSpropGroup()
    {
    }

    /// <summary>Decay of the mean of squares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Alpha { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Added to the denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Eps { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>L2 penalty: how strongly parameters are drawn to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Share of the last update that goes on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Momentum { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Whether the variance of gradients counts instead of the mean of their squares.</summary>
    public bool Centered { get; set; }

    internal override double? CycledMomentum { get => Momentum; set => Momentum = value!.Value; }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Alpha, Eps, WeightDecay, Momentum, Number(Centered), Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Momentum = state.Value("momentum", Momentum);
        Alpha = state.Value("alpha", Alpha);
        Eps = state.Value("eps", Eps);
        Centered = state.Value("centered", Centered);
        WeightDecay = state.Value("weight_decay", WeightDecay);
    }
}

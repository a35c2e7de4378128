namespace NativeTorch.Optim;

/// <summary>
/// A rate for each element, by all its gradients so far: s += g^2; p -= lr / (1 + (t - 1) lrDecay) * g / (sqrt(s) + eps), with
/// weightDecay * p added to g. PyTorch: <c>torch.optim.Adagrad</c>.
/// </summary>
public sealed class Adagrad : FusedOptimizer<AdagradGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.01).</param>
    /// <param name="lrDecay">How the learning rate falls from step to step (default 0).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="initialAccumulatorValue">What s begins with (default 0).</param>
    /// <param name="eps">Added to the denominator (default 1e-10).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public Adagrad(IEnumerable<Tensor> parameters, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0,
        double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, LrDecay = lrDecay, WeightDecay = weightDecay, InitialAccumulatorValue = initialAccumulatorValue, Eps = eps,
            Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="Adagrad"/>.</summary>
public sealed class AdagradGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.Adagrad, ["sum"], new StateNumber("step"));

    internal AdagradGroup()
    {
    }

    /// <summary>How the learning rate falls from step to step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double LrDecay { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>L2 penalty: how strongly parameters are drawn to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>What the sum of squares begins with, at a parameter's first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double InitialAccumulatorValue { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Added to the denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Eps { get; set => field = OptionRange.NotNegative(value); }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, LrDecay, WeightDecay, InitialAccumulatorValue, Eps, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        LrDecay = state.Value("lr_decay", LrDecay);
        Eps = state.Value("eps", Eps);
        WeightDecay = state.Value("weight_decay", WeightDecay);
        InitialAccumulatorValue = state.Value("initial_accumulator_value", InitialAccumulatorValue);
    }
}

namespace NativeTorch.Optim;

/// <summary>
/// Averaged stochastic gradient descent: p = (1 - lambd * eta) p - eta * g with weightDecay * p added to g; then
/// eta = lr / (1 + lambd * lr * t)^alpha, which is lr at first. The mean of the parameters from step t0 on is kept as state "ax".
/// PyTorch: <c>torch.optim.ASGD</c>.
/// </summary>
public sealed class ASGD : FusedOptimizer<ASGDGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.01).</param>
    /// <param name="lambd">Decay of the parameters, and of eta (default 1e-4).</param>
    /// <param name="alpha">Power of the decay of eta (default 0.75).</param>
    /// <param name="t0">The step at which averaging begins (default 1e6).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public ASGD(IEnumerable<Tensor> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weightDecay = 0, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Lambd = lambd, Alpha = alpha, T0 = t0, WeightDecay = weightDecay, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="ASGD"/>.</summary>
public sealed class ASGDGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.Asgd, ["ax"], new StateNumber("step"), new StateNumber("eta"), new StateNumber("mu"));

    internal ASGDGroup()
    {
    }

    /// <summary>Decay of the parameters, and of eta.</summary>
    public double Lambd { get; set; }

    /// <summary>Power of the decay of eta.</summary>
    public double Alpha { get; set; }

    /// <summary>The step at which averaging begins.</summary>
    public double T0 { get; set; }

    /// <summary>L2 penalty: how strongly parameters are drawn to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Lambd, Alpha, T0, WeightDecay, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Lambd = state.Value("lambd", Lambd);
        Alpha = state.Value("alpha", Alpha);
        T0 = state.Value("t0", T0);
        WeightDecay = state.Value("weight_decay", WeightDecay);
    }
}

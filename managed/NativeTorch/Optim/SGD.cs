namespace NativeTorch.Optim;

/// <summary>
/// Stochastic gradient descent: g += weightDecay * p; b = momentum * b + (1 - dampening) * g (b = g at first);
/// p -= lr * (nesterov ? g + momentum * b : b). PyTorch: <c>torch.optim.SGD</c>.
/// </summary>
public sealed class SGD : FusedOptimizer<SGDGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.001).</param>
    /// <param name="momentum">Share of the last update that goes on (default 0).</param>
    /// <param name="dampening">Share of the gradient that momentum leaves out (default 0).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="nesterov">Whether the gradient is taken ahead, after Nesterov (default false).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or nesterov without momentum
    /// or with dampening.</exception>
    public SGD(IEnumerable<Tensor> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false, bool maximize = false)
        : base(parameters, new SGDGroup
        {
            Lr = lr, Momentum = momentum, Dampening = dampening, WeightDecay = weightDecay, Nesterov = nesterov, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="SGD"/>.</summary>
public sealed class SGDGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.Sgd, ["momentum_buffer"]);

    internal SGDGroup()
    {
    }

    /// <summary>Share of the last update that goes on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Momentum { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Share of the gradient that momentum leaves out.</summary>
    public double Dampening { get; set; }

    /// <summary>L2 penalty: how strongly parameters are drawn to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>Whether the gradient is taken ahead, after Nesterov.</summary>
    public bool Nesterov { get; set; }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Momentum, Dampening, WeightDecay, Number(Nesterov), Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Momentum = state.Value("momentum", Momentum);
        Dampening = state.Value("dampening", Dampening);
        WeightDecay = state.Value("weight_decay", WeightDecay);
        Nesterov = state.Value("nesterov", Nesterov);
    }

    internal override double? CycledMomentum { get => Momentum; set => Momentum = value!.Value; }

    internal override string? Conflict =>
        Nesterov && (Momentum == 0 || Dampening != 0) ? "nesterov needs momentum, and no dampening" : null;
}

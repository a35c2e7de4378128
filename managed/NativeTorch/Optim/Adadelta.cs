namespace NativeTorch.Optim;

/// <summary>
/// A rate for each element, by the sizes of its gradients and changes: v = rho v + (1 - rho) g^2; d = sqrt(a + eps) / sqrt(v + eps) * g;
/// a = rho a + (1 - rho) d^2; p -= lr * d, with weightDecay * p added to g. PyTorch: <c>torch.optim.Adadelta</c>.
/// </summary>
public sealed class Adadelta : FusedOptimizer<AdadeltaGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 1).</param>
    /// <param name="rho">Decay of the means of squares (default 0.9).</param>
    /// <param name="eps">Added to the means before the root is taken (default 1e-6).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public Adadelta(IEnumerable<Tensor> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weightDecay = 0,
        bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Rho = rho, Eps = eps, WeightDecay = weightDecay, Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="Adadelta"/>.</summary>
public sealed class AdadeltaGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.Adadelta, ["square_avg", "acc_delta"], new StateNumber("step", IsTensor: false));

    internal AdadeltaGroup()
    {
    }

    /// <summary>Decay of the means of squares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of [0, 1].</exception>
    public double Rho { get; set => field = OptionRange.UpToOne(value); }

    /// <summary>Added to the means before the root is taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Eps { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>L2 penalty: how strongly parameters are drawn to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Rho, Eps, WeightDecay, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Rho = state.Value("rho", Rho);
        Eps = state.Value("eps", Eps);
        WeightDecay = state.Value("weight_decay", WeightDecay);
    }
}

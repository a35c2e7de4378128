namespace NativeTorch.Optim;

/// <summary>
/// Resilient propagation: every element has a step size, lr at first, which etaPlus makes longer while its gradient keeps the sign and
/// etaMinus shorter where it changes, within stepSizes; p -= sign(g) * step size, but not behind a change. Only signs count, so it
/// is for full batches. PyTorch: <c>torch.optim.Rprop</c>.
/// </summary>
public sealed class Rprop : FusedOptimizer<RpropGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">The first step size of every element (default 0.01).</param>
    /// <param name="etas">What makes a step size shorter and longer (default 0.5 and 1.2).</param>
    /// <param name="stepSizes">The least and the greatest step size (default 1e-6 and 50).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice or is not a leaf; or an option is out of its
    /// range.</exception>
    public Rprop(IEnumerable<Tensor> parameters, double lr = 1e-2, (double Minus, double Plus)? etas = null,
        (double Least, double Greatest)? stepSizes = null, bool maximize = false)
        : base(parameters, new()
        {
            Lr = lr, Etas = etas ?? (0.5, 1.2), StepSizes = stepSizes ?? (1e-6, 50), Maximize = maximize,
        })
    {
    }
}

/// <summary>Parameters and options of <see cref="Rprop"/>.</summary>
public sealed class RpropGroup : FusedGroup
{
    static readonly UpdateRule rule = new(NativeRule.Rprop, ["prev", "step_size"], new StateNumber("step", IsTensor: false));

    internal RpropGroup()
    {
    }

    /// <summary>What makes a step size shorter and longer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first is not in (0, 1), or the second is not above 1.</exception>
    public (double Minus, double Plus) Etas { get; set => field = OptionRange.AroundOne(value); }

    /// <summary>The least and the greatest step size.</summary>
    public (double Least, double Greatest) StepSizes { get; set; }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions => [Lr, Etas.Minus, Etas.Plus, StepSizes.Least, StepSizes.Greatest, Number(Maximize)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Etas = state.Value("etas", Etas);
        StepSizes = state.Value("step_sizes", StepSizes);
    }
}

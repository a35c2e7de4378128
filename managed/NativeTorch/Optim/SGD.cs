using NativeTorch.Interop;

namespace NativeTorch.Optim;

/// <summary>
/// Stochastic gradient descent: g += weightDecay * p; b = momentum * b + (1 - dampening) * g (b = g at first);
/// p -= lr * (nesterov ? g + momentum * b : b). PyTorch: <c>torch.optim.SGD</c>.
/// </summary>
public sealed class SGD : Optimizer<SGDGroup>
{
    readonly SGDGroup defaults;

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
    {
        defaults = new SGDGroup(parameters)
        {
            Lr = lr, Momentum = momentum, Dampening = dampening, WeightDecay = weightDecay, Nesterov = nesterov, Maximize = maximize,
        };
        Add(defaults);
    }

    /// <summary>Adds parameters with options of their own; what is not given is as in the first group.
    /// PyTorch: <c>Optimizer.add_param_group</c>.</summary>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public SGDGroup AddParameterGroup(IEnumerable<Tensor> parameters, double? lr = null, double? momentum = null, double? dampening = null,
        double? weightDecay = null, bool? nesterov = null, bool? maximize = null) => Add(new SGDGroup(parameters)
        {
            Lr = lr ?? defaults.Lr,
            Momentum = momentum ?? defaults.Momentum,
            Dampening = dampening ?? defaults.Dampening,
            WeightDecay = weightDecay ?? defaults.WeightDecay,
            Nesterov = nesterov ?? defaults.Nesterov,
            Maximize = maximize ?? defaults.Maximize,
        });

    SGDGroup Add(SGDGroup group)
    {
        if (group.Nesterov && (group.Momentum == 0 || group.Dampening != 0))
            throw new ArgumentException("[SGD] nesterov needs momentum, and no dampening");
        return AddGroup(group);
    }

    private protected override unsafe void StepGroup(SGDGroup group)
    {
        using var parameters = new TensorRefs(group.Tensors);
        using TensorRefs momenta = group.MomentumBuffers.Enter();
        fixed (nint* parameterHandles = parameters, momentumHandles = momenta)
            Native.Check(NativeMethods.nt_sgd_step(parameterHandles, group.Momentum == 0 ? null : momentumHandles, parameters.Count, group.Lr,
                group.Momentum, group.Dampening, group.WeightDecay, group.Nesterov ? (byte)1 : (byte)0, group.Maximize ? (byte)1 : (byte)0));
        group.MomentumBuffers.Adopt(momenta);
    }
}

/// <summary>Parameters and options of <see cref="SGD"/>.</summary>
public sealed class SGDGroup : ParameterGroup
{
    internal SGDGroup(IEnumerable<Tensor> parameters) : base(parameters) => MomentumBuffers = new(Tensors.Length);

    /// <summary>Share of the last update that goes on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Momentum { get; set => field = Options.NotNegative(value); }

    /// <summary>Share of the gradient that momentum leaves out.</summary>
    public double Dampening { get; set; }

    /// <summary>Whether the gradient is taken ahead, after Nesterov.</summary>
    public bool Nesterov { get; set; }

    internal override double? CycledMomentum { get => Momentum; set => Momentum = value!.Value; }

    internal StateTensors MomentumBuffers { get; }
}

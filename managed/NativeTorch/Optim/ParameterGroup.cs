namespace NativeTorch.Optim;

/// <summary>Parameters that an optimizer updates with the same options. PyTorch: an element of <c>Optimizer.param_groups</c>.</summary>
public abstract class ParameterGroup
{
    private protected ParameterGroup()
    {
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<Tensor> Parameters => Tensors;

    /// <summary>Learning rate: how far a step goes. It can be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Lr { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>The learning rate before any scheduler changed it; null where there is no scheduler.</summary>
    public double? InitialLr { get; internal set; }

    /// <summary>What schedulers that cycle the momentum change; null where there is nothing like it.</summary>
    internal virtual double? CycledMomentum { get => null; set => throw new InvalidOperationException($"{GetType().Name} has no momentum"); }

    /// <summary>Why the options do not fit each other; null where they do.</summary>
    internal virtual string? Conflict => null;

    internal Tensor[] Tensors { get; private set; } = [];

    /// <summary>A group with the same options, and without state.</summary>
    internal virtual ParameterGroup With(Tensor[] parameters)
    {
        var group = (ParameterGroup)MemberwiseClone();
        group.Tensors = parameters;
        return group;
    }

    /// <summary>The options by PyTorch's names.</summary>
    internal virtual void Exchange(StateExchange state)
    {
        Lr = state.Value("lr", Lr);
        if (InitialLr is not null || state.IsReading)
            InitialLr = state.Value("initial_lr", InitialLr);
    }

    internal StateDictionary SaveOptions(int firstParameter)
    {
        var state = new StateExchange();
        Exchange(state);
        state.Value("params", Enumerable.Range(firstParameter, Tensors.Length));
        return state.ToDictionary();
    }

    internal void LoadOptions(StateDictionary saved) => Exchange(new(saved));

    /// <summary>What is kept for a parameter; null where there is nothing.</summary>
    internal abstract StateDictionary? StateOf(int parameter);

    /// <summary>Checks and copies what is given for each parameter.</summary>
    /// <returns>What puts it in place.</returns>
    internal abstract Action ReadState(StateDictionary?[] states);

    /// <summary>A copy as the parameter is, which outlives any scope that is open.</summary>
    private protected static Tensor Own(Tensor value, Tensor parameter)
    {
        Tensor own = value.Detach().To(parameter.Device, parameter.Dtype, copy: true).Contiguous();
        own.Scope = null;
        return own;
    }
}

using NativeTorch.Interop;

namespace NativeTorch.Optim;

/// <summary>An optimizer whose step is one native pass over all parameters of a group.</summary>
public abstract class FusedOptimizer<TGroup> : Optimizer<TGroup> where TGroup : FusedGroup
{
    private protected FusedOptimizer(IEnumerable<Tensor> parameters, TGroup defaults) : base(parameters, defaults)
    {
    }

    /// <inheritdoc/>
    public override void Step()
    {
        foreach (TGroup group in ParameterGroups)
            group.Step();
    }
}

/// <summary>Parameters, options and state of a <see cref="FusedOptimizer{TGroup}"/>.</summary>
public abstract class FusedGroup : ParameterGroup
{
    Tensor?[] states = [];
    double[] numbers = [];

    private protected FusedGroup()
    {
    }

    /// <summary>Whether the loss is maximised instead of minimised.</summary>
    public bool Maximize { get; set; }

    internal abstract UpdateRule Rule { get; }

    /// <summary>The options as the native rule takes them.</summary>
    internal abstract double[] NativeOptions { get; }

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Maximize = state.Value("maximize", Maximize);
    }

    internal override ParameterGroup With(Tensor[] parameters)
    {
        var group = (FusedGroup)base.With(parameters);
        group.states = new Tensor?[parameters.Length * Rule.Tensors.Length];
        group.numbers = new double[parameters.Length * Rule.Numbers.Length];
        return group;
    }

    private protected static double Number(bool flag) => flag ? 1 : 0;

    internal unsafe void Step()
    {
        using var parameters = new TensorRefs(Tensors);
        using var kept = new TensorRefs(states, allowNull: true);
        double[] options = NativeOptions;
        fixed (nint* parameterHandles = parameters, stateHandles = kept)
        fixed (double* numberValues = numbers, optionValues = options)
            Native.Check(NativeMethods.nt_optimizer_step((int)Rule.Native, parameterHandles, parameters.Count, stateHandles, kept.Count,
                numberValues, numbers.Length, optionValues, options.Length));
        for (int i = 0; i < states.Length; i++)
            if (states[i] is null && kept.Handles[i] != 0)
                states[i] = new Tensor(kept.Handles[i]) { Scope = null }; // it outlives any scope that is open
    }

    internal override StateDictionary? StateOf(int parameter)
    {
        ReadOnlySpan<Tensor?> tensors = states.AsSpan(parameter * Rule.Tensors.Length, Rule.Tensors.Length);
        ReadOnlySpan<double> counts = numbers.AsSpan(parameter * Rule.Numbers.Length, Rule.Numbers.Length);
        if (counts is [0, ..] || (counts.IsEmpty && tensors is [null]))
            return null;
        var kept = new List<KeyValuePair<string, object?>>();
        for (int i = 0; i < counts.Length; i++)
            kept.Add(new(Rule.Numbers[i].Name, Rule.Numbers[i].IsTensor ? (object)Torch.Tensor((float)counts[i]) : (long)counts[i]));
        for (int i = 0; i < tensors.Length; i++)
            if (tensors[i] is { } tensor)
                kept.Add(new(Rule.Tensors[i], tensor.Detach()));
        return new(kept);
    }

    internal override Action ReadState(StateDictionary?[] given)
    {
        var newStates = new Tensor?[states.Length];
        double[] newNumbers = new double[numbers.Length];
        for (int p = 0; p < given.Length; p++)
        {
            if (given[p] is not { } saved)
                continue;
            for (int i = 0; i < Rule.Numbers.Length; i++)
                newNumbers[p * Rule.Numbers.Length + i] = saved.Get<double>(Rule.Numbers[i].Name);
            for (int i = 0; i < Rule.Tensors.Length; i++)
                if (saved.ContainsKey(Rule.Tensors[i]))
                    newStates[p * Rule.Tensors.Length + i] = Fit(saved.Get<Tensor?>(Rule.Tensors[i]), Rule.Tensors[i], Tensors[p]);
            if (saved.Keys.FirstOrDefault(IsUnknown) is { } unknown)
                throw new ArgumentException($"\"{unknown}\" is in the state dict, and not what {GetType().Name} keeps for a parameter");
        }
        return () => (states, numbers) = (newStates, newNumbers);
    }

    bool IsUnknown(string name) => !Rule.Tensors.Contains(name) && Rule.Numbers.All(number => number.Name != name);

    static Tensor? Fit(Tensor? value, string name, Tensor parameter) => value is null ? null
        : value.Shape == parameter.Shape ? Own(value, parameter)
        : throw new ShapeMismatchException($"\"{name}\" is {value.Shape} in the state dict, its parameter {parameter.Shape}");
}

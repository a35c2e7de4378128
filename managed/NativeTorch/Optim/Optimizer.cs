namespace NativeTorch.Optim;

/// <summary>Updates parameters from their gradients. PyTorch: <c>torch.optim.Optimizer</c>.</summary>
/// <remarks><code>
/// var optimizer = new SGD(net.Parameters(), lr: 0.01, momentum: 0.9);
/// ...
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code></remarks>
public abstract partial class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The parameters with their options; learning rates are read and changed here.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>One update of every parameter that has a gradient. PyTorch: <c>Optimizer.step</c>.</summary>
    public abstract void Step();

    /// <summary>Runs <paramref name="closure"/>, which clears the gradients, computes the loss and calls Backward, then one update.
    /// Its ops are recorded even where the caller's are not. PyTorch: <c>Optimizer.step</c>.</summary>
    /// <returns>The loss.</returns>
    public virtual Tensor Step(Func<Tensor> closure)
    {
        Tensor loss = Evaluate(closure);
        Step();
        return loss;
    }

    /// <summary>Sets the gradients of all parameters to null, or to zero. PyTorch: <c>Optimizer.zero_grad</c>.</summary>
    public void ZeroGrad(bool setToNone = true)
    {
        foreach (ParameterGroup group in ParameterGroups)
            Gradients.Zero(group.Parameters, setToNone);
    }

    private protected static Tensor Evaluate(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var recording = Torch.EnableGrad();
        return closure();
    }
}

/// <summary>An optimizer whose groups have options of type <typeparamref name="TGroup"/>.</summary>
public abstract class Optimizer<TGroup> : Optimizer where TGroup : ParameterGroup
{
    readonly List<TGroup> groups = [];
    readonly HashSet<Tensor> known = new(ReferenceEqualityComparer.Instance);
    readonly TGroup defaults;

    private protected Optimizer(IEnumerable<Tensor> parameters, TGroup defaults)
    {
        this.defaults = defaults;
        AddParameterGroup(parameters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TGroup> ParameterGroups => groups;

    /// <summary>Adds parameters with options of their own; the others are those that the optimizer was made with.
    /// PyTorch: <c>Optimizer.add_param_group</c>.</summary>
    /// <remarks><code>optimizer.AddParameterGroup(head.Parameters(), lr: 0.01, group => group.WeightDecay = 0);</code></remarks>
    /// <param name="parameters">Leaves that are not in the optimizer yet.</param>
    /// <param name="lr">The learning rate of this group.</param>
    /// <param name="configure">Sets other options of this group.</param>
    /// <returns>The new group.</returns>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice or is not a leaf; or options that do not
    /// fit each other.</exception>
    public virtual TGroup AddParameterGroup(IEnumerable<Tensor> parameters, double? lr = null, Action<TGroup>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var group = (TGroup)defaults.With([.. parameters]);
        group.Lr = lr ?? group.Lr;
        configure?.Invoke(group);
        Check(group);
        known.UnionWith(group.Tensors);
        groups.Add(group);
        return group;
    }

    void Check(TGroup group)
    {
        string name = GetType().Name;
        if (group.Tensors.Length == 0)
            throw new ArgumentException($"[{name}] there are no parameters to optimize");
        if (group.Tensors.Any(p => p is null))
            throw new ArgumentException($"[{name}] one of the parameters is null");
        if (group.Tensors.FirstOrDefault(p => !p.IsLeaf) is { } inner)
            throw new ArgumentException($"[{name}] a tensor of shape {inner.Shape} is the result of an op: "
                + "only leaves, such as parameters, can be optimized");
        if (group.Tensors.Any(known.Contains) || group.Tensors.Distinct(ReferenceEqualityComparer.Instance).Count() != group.Tensors.Length)
            throw new ArgumentException($"[{name}] a parameter is given twice");
        if (group.Conflict is { } conflict)
            throw new ArgumentException($"[{name}] {conflict}");
    }
}

namespace NativeTorch.Optim;

/// <summary>Updates parameters from their gradients. PyTorch: <c>torch.optim.Optimizer</c>.</summary>
/// <remarks><code>
/// var optimizer = new SGD(net.Parameters(), lr: 0.01, momentum: 0.9);
/// ...
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code></remarks>
public abstract class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The parameters with their options; learning rates are read and changed here.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>One update of every parameter that has a gradient. PyTorch: <c>Optimizer.step</c>.</summary>
    public abstract void Step();

    /// <summary>Runs <paramref name="closure"/>, which computes the loss and calls Backward, then one update.</summary>
    /// <returns>The loss.</returns>
    public Tensor Step(Func<Tensor> closure)
    {
        Tensor loss = closure();
        Step();
        return loss;
    }

    /// <summary>Sets the gradients of all parameters to null, or to zero. PyTorch: <c>Optimizer.zero_grad</c>.</summary>
    public void ZeroGrad(bool setToNone = true)
    {
        foreach (ParameterGroup group in ParameterGroups)
            Gradients.Zero(group.Parameters, setToNone);
    }
}

/// <summary>An optimizer whose groups have options of type <typeparamref name="TGroup"/>.</summary>
public abstract class Optimizer<TGroup> : Optimizer where TGroup : ParameterGroup
{
    readonly List<TGroup> groups = [];
    readonly HashSet<Tensor> known = new(ReferenceEqualityComparer.Instance);

    private protected Optimizer()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TGroup> ParameterGroups => groups;

    /// <inheritdoc/>
    public override void Step()
    {
        foreach (TGroup group in groups)
            StepGroup(group);
    }

    private protected abstract void StepGroup(TGroup group);

    private protected TGroup AddGroup(TGroup group)
    {
        string name = GetType().Name;
        if (group.Tensors.Length == 0)
            throw new ArgumentException($"[{name}] there are no parameters to optimize");
        if (group.Tensors.FirstOrDefault(p => !p.IsLeaf) is { } inner)
            throw new ArgumentException($"[{name}] a tensor of shape {inner.Shape} is the result of an op: "
                + "only leaves, such as parameters, can be optimized");
        if (group.Tensors.Any(known.Contains) || group.Tensors.Distinct(ReferenceEqualityComparer.Instance).Count() != group.Tensors.Length)
            throw new ArgumentException($"[{name}] a parameter is given twice");
        known.UnionWith(group.Tensors);
        groups.Add(group);
        return group;
    }
}

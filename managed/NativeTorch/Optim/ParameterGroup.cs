namespace NativeTorch.Optim;

/// <summary>Parameters that an optimizer updates with the same options. PyTorch: an element of <c>Optimizer.param_groups</c>.</summary>
public abstract class ParameterGroup
{
    private protected ParameterGroup(IEnumerable<Tensor> parameters) => Tensors = [.. parameters];

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<Tensor> Parameters => Tensors;

    /// <summary>Learning rate: how far a step goes. It can be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Lr { get; set => field = Options.NotNegative(value); }

    /// <summary>How strongly parameters are drawn to 0 (L2 penalty, or AdamW's decoupled decay).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = Options.NotNegative(value); }

    /// <summary>Whether the loss is maximised instead of minimised.</summary>
    public bool Maximize { get; set; }

    /// <summary>The learning rate before any scheduler changed it; null where there is no scheduler.</summary>
    public double? InitialLr { get; internal set; }

    /// <summary>What schedulers that cycle the momentum change; null where there is nothing like it.</summary>
    internal virtual double? CycledMomentum { get => null; set => throw new InvalidOperationException($"{GetType().Name} has no momentum"); }

    internal Tensor[] Tensors { get; }
}

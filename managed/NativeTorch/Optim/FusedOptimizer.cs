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
}

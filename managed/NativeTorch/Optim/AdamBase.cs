using NativeTorch.Interop;

namespace NativeTorch.Optim;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: all but where the weight decay goes.</summary>
public abstract class AdamBase : Optimizer<AdamGroup>
{
    readonly AdamGroup defaults;
    readonly bool decoupled;

    private protected AdamBase(IEnumerable<Tensor> parameters, double lr, (double Beta1, double Beta2)? betas, double eps, double weightDecay,
        bool amsgrad, bool maximize, bool decoupled)
    {
        this.decoupled = decoupled;
        defaults = AddGroup(new AdamGroup(parameters, amsgrad)
        {
            Lr = lr, Betas = betas ?? (0.9, 0.999), Eps = eps, WeightDecay = weightDecay, Maximize = maximize,
        });
    }

    /// <summary>Adds parameters with options of their own; what is not given is as in the first group.
    /// PyTorch: <c>Optimizer.add_param_group</c>.</summary>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice or is not a leaf.</exception>
    public AdamGroup AddParameterGroup(IEnumerable<Tensor> parameters, double? lr = null, (double Beta1, double Beta2)? betas = null,
        double? eps = null, double? weightDecay = null, bool? amsgrad = null, bool? maximize = null) =>
        AddGroup(new AdamGroup(parameters, amsgrad ?? defaults.Amsgrad)
        {
            Lr = lr ?? defaults.Lr,
            Betas = betas ?? defaults.Betas,
            Eps = eps ?? defaults.Eps,
            WeightDecay = weightDecay ?? defaults.WeightDecay,
            Maximize = maximize ?? defaults.Maximize,
        });

    private protected override unsafe void StepGroup(AdamGroup group)
    {
        using var parameters = new TensorRefs(group.Tensors);
        using TensorRefs means = group.Means.Enter(), squares = group.Squares.Enter(), largest = group.LargestSquares.Enter();
        fixed (nint* parameterHandles = parameters, meanHandles = means, squareHandles = squares, largestHandles = largest)
        fixed (long* steps = group.Steps)
            Native.Check(NativeMethods.nt_adam_step(parameterHandles, meanHandles, squareHandles, group.Amsgrad ? largestHandles : null, steps,
                parameters.Count, group.Lr, group.Betas.Beta1, group.Betas.Beta2, group.Eps, group.WeightDecay,
                decoupled ? (byte)1 : (byte)0, group.Maximize ? (byte)1 : (byte)0));
        group.Means.Adopt(means);
        group.Squares.Adopt(squares);
        group.LargestSquares.Adopt(largest);
    }
}

/// <summary>Parameters and options of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
public sealed class AdamGroup : ParameterGroup
{
    internal AdamGroup(IEnumerable<Tensor> parameters, bool amsgrad) : base(parameters)
    {
        Amsgrad = amsgrad;
        Means = new(Tensors.Length);
        Squares = new(Tensors.Length);
        LargestSquares = new(Tensors.Length);
        Steps = new long[Tensors.Length];
    }

    /// <summary>Decay of the mean of gradients, and of the mean of their squares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside of [0, 1).</exception>
    public (double Beta1, double Beta2) Betas
    {
        get;
        set => field = (Options.BelowOne(value.Beta1), Options.BelowOne(value.Beta2));
    }

    /// <summary>Added to the denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Eps { get; set => field = Options.NotNegative(value); }

    /// <summary>Whether the largest mean of squares so far counts. It is fixed, because its state starts with the first step.</summary>
    public bool Amsgrad { get; }

    internal override double? CycledMomentum { get => Betas.Beta1; set => Betas = (value!.Value, Betas.Beta2); }

    internal StateTensors Means { get; }

    internal StateTensors Squares { get; }

    internal StateTensors LargestSquares { get; }

    internal long[] Steps { get; }
}

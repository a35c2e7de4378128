namespace NativeTorch.Optim;

/// <summary>Parameters and options of Adam's family.</summary>
public abstract class MomentsGroup : FusedGroup
{
    private protected MomentsGroup()
    {
    }

    /// <summary>Decay of the mean of gradients, and of the mean of their squares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside of [0, 1).</exception>
    public (double Beta1, double Beta2) Betas
    {
        get;
        set => field = OptionRange.BelowOne(value);
    }

    /// <summary>Added to the denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Eps { get; set => field = OptionRange.NotNegative(value); }

    /// <summary>How strongly parameters are drawn to 0: an L2 penalty, or AdamW's decoupled decay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double WeightDecay { get; set => field = OptionRange.NotNegative(value); }

    internal override double? CycledMomentum { get => Betas.Beta1; set => Betas = (value!.Value, Betas.Beta2); }

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Betas = state.Value("betas", Betas);
        Eps = state.Value("eps", Eps);
        WeightDecay = state.Value("weight_decay", WeightDecay);
    }

    internal static (double, double) OrDefault((double Beta1, double Beta2)? betas) => betas ?? (0.9, 0.999);
}

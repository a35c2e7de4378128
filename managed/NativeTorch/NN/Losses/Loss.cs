namespace NativeTorch.NN;

/// <summary>Base of the losses: numbers that say how far a result is from where it should be.</summary>
public abstract partial class Loss : Module
{
    private protected Loss(Reduction reduction) => Reduction = reduction;

    /// <summary>How the elements' losses are combined.</summary>
    public Reduction Reduction { get; }
}

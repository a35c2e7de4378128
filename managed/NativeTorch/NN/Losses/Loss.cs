namespace NativeTorch.NN;

/// <summary>Base of the losses: numbers that say how far a result is from where it should be.</summary>
public abstract partial class Loss : Module
{
    private protected Loss(Reduction reduction) => Reduction = reduction;

    /// <summary>A tensor that is the module's from now on: no scope disposes it.</summary>
    private protected static Tensor? Kept(Tensor? tensor)
    {
        if (tensor is not null)
            tensor.Scope = null;
        return tensor;
    }

    /// <summary>How the elements' losses are combined.</summary>
    public Reduction Reduction { get; }
}

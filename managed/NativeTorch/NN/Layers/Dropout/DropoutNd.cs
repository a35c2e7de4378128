namespace NativeTorch.NN;

/// <summary>Base of the dropout layers, which do nothing outside of training mode.</summary>
public abstract partial class DropoutNd : Layer
{
    private protected DropoutNd(double p, bool inPlace)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, $"[{GetType().Name}] p is outside of [0, 1]");
        (P, InPlace) = (p, inPlace);
    }

    /// <summary>Probability of being dropped.</summary>
    public double P { get; }

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={Repr.Of(P)}, inplace={Repr.Of(InPlace)}";
}

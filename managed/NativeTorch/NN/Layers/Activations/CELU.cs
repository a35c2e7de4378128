namespace NativeTorch.NN;

/// <summary>max(0, x) + min(0, alpha (e^(x / alpha) - 1)), elementwise. PyTorch: <c>torch.nn.CELU</c>.</summary>
/// <param name="alpha">The value that it approaches below 0, negated (default 1).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class CELU(double alpha = 1, bool inPlace = false) : Layer
{
    /// <summary>The value that it approaches below 0, negated.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Celu_(input, Alpha) : F.Celu(input, Alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={Repr.Of(Alpha)}{(InPlace ? ", inplace=True" : "")}";
}

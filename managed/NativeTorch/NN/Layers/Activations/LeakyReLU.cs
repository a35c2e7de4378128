namespace NativeTorch.NN;

/// <summary>x where x &gt; 0, else negativeSlope * x, elementwise. PyTorch: <c>torch.nn.LeakyReLU</c>.</summary>
/// <param name="negativeSlope">The slope below 0 (default 0.01).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class LeakyReLU(double negativeSlope = 0.01, bool inPlace = false) : Layer
{
    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; } = negativeSlope;

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.LeakyRelu_(input, NegativeSlope) : F.LeakyRelu(input, NegativeSlope);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"negative_slope={Repr.Of(NegativeSlope)}{(InPlace ? ", inplace=True" : "")}";
}

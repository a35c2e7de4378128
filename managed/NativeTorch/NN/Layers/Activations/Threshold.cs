namespace NativeTorch.NN;

/// <summary>x where x &gt; threshold, else value, elementwise. PyTorch: <c>torch.nn.Threshold</c>.</summary>
/// <param name="threshold">From where on x is kept.</param>
/// <param name="value">What stands below.</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class Threshold(double threshold, double value, bool inPlace = false) : Layer
{
    /// <summary>From where on x is kept.</summary>
    public double ThresholdValue { get; } = threshold;

    /// <summary>What stands below.</summary>
    public double Value { get; } = value;

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Threshold_(input, ThresholdValue, Value) : F.Threshold(input, ThresholdValue, Value);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"threshold={Repr.Of(ThresholdValue)}, value={Repr.Of(Value)}{(InPlace ? ", inplace=True" : "")}";
}

namespace NativeTorch.NN;

/// <summary>x between minVal and maxVal, which are its bounds, elementwise. PyTorch: <c>torch.nn.Hardtanh</c>.</summary>
/// <param name="minVal">The lower bound (default -1).</param>
/// <param name="maxVal">The upper bound (default 1).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class Hardtanh(double minVal = -1, double maxVal = 1, bool inPlace = false) : Layer
{
    /// <summary>The lower bound.</summary>
    public double MinVal { get; } = minVal;

    /// <summary>The upper bound.</summary>
    public double MaxVal { get; } = maxVal;

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Hardtanh_(input, MinVal, MaxVal) : F.Hardtanh(input, MinVal, MaxVal);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"min_val={Repr.Of(MinVal)}, max_val={Repr.Of(MaxVal)}{(InPlace ? ", inplace=True" : "")}";
}

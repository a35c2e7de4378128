namespace NativeTorch.NN;

/// <summary>x where x &gt; 0, else a x: in training mode with a slope a for each element, uniform in [lower, upper), otherwise with
/// their mean. PyTorch: <c>torch.nn.RReLU</c>.</summary>
/// <param name="lower">The smallest slope (default 1/8).</param>
/// <param name="upper">The largest slope (default 1/3).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inPlace = false) : Layer
{
    /// <summary>The smallest slope.</summary>
    public double Lower { get; } = lower;

    /// <summary>The largest slope.</summary>
    public double Upper { get; } = upper;

    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        InPlace ? F.Rrelu_(input, Lower, Upper, Training) : F.Rrelu(input, Lower, Upper, Training);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"lower={Repr.Of(Lower)}, upper={Repr.Of(Upper)}{(InPlace ? ", inplace=True" : "")}";
}

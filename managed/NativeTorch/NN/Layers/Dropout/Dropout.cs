namespace NativeTorch.NN;

/// <summary>In training mode each element is 0 with probability p, else x / (1 - p); otherwise x. PyTorch: <c>torch.nn.Dropout</c>.</summary>
/// <param name="p">Probability of 0 (default 0.5).</param>
/// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
public sealed partial class Dropout(double p = 0.5) : Layer
{
    /// <summary>Probability of 0.</summary>
    public double P { get; } = p is >= 0 and <= 1 ? p : throw new ArgumentOutOfRangeException(nameof(p), p, "[Dropout] p is outside of [0, 1]");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Dropout(input, P, Training);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={Repr.Of(P)}, inplace=False";
}

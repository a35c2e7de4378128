namespace NativeTorch.NN;

/// <summary>x Phi(x), with the normal distribution Phi, elementwise. PyTorch: <c>torch.nn.GELU</c>.</summary>
/// <param name="approximate">How Phi is computed (default: exactly).</param>
public sealed partial class GELU(GeluApproximation approximate = GeluApproximation.None) : Layer
{
    /// <summary>How Phi is computed.</summary>
    public GeluApproximation Approximate { get; } = approximate;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Gelu(input, Approximate);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"approximate='{(Approximate == GeluApproximation.Tanh ? "tanh" : "none")}'";
}

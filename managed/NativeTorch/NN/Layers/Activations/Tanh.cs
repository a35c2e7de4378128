namespace NativeTorch.NN;

/// <summary>Hyperbolic tangent, elementwise. PyTorch: <c>torch.nn.Tanh</c>.</summary>
public sealed partial class Tanh : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Tanh();
}

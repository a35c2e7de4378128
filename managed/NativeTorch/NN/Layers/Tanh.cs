namespace NativeTorch.NN;

/// <summary>Hyperbolic tangent, elementwise. PyTorch: <c>torch.nn.Tanh</c>.</summary>
public sealed partial class Tanh : Module, ILayer
{
    /// <inheritdoc/>
    public Tensor Forward(Tensor input) => input.Tanh();
}

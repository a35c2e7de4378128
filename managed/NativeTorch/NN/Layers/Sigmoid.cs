namespace NativeTorch.NN;

/// <summary>1 / (1 + e^-x), elementwise. PyTorch: <c>torch.nn.Sigmoid</c>.</summary>
public sealed partial class Sigmoid : Module, ILayer
{
    /// <inheritdoc/>
    public Tensor Forward(Tensor input) => input.Sigmoid();
}

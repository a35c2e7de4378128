namespace NativeTorch.NN;

/// <summary>1 / (1 + e^-x), elementwise. PyTorch: <c>torch.nn.Sigmoid</c>.</summary>
public sealed partial class Sigmoid : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Sigmoid();
}

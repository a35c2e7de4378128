namespace NativeTorch.NN;

/// <summary>x - tanh(x), elementwise. PyTorch: <c>torch.nn.Tanhshrink</c>.</summary>
public sealed partial class Tanhshrink : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Tanhshrink(input);
}

namespace NativeTorch.NN;

/// <summary>x / (1 + |x|), elementwise. PyTorch: <c>torch.nn.Softsign</c>.</summary>
public sealed partial class Softsign : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Softsign(input);
}

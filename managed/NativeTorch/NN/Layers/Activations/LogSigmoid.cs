namespace NativeTorch.NN;

/// <summary>log(1 / (1 + e^-x)), elementwise. PyTorch: <c>torch.nn.LogSigmoid</c>.</summary>
public sealed partial class LogSigmoid : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.LogSigmoid(input);
}

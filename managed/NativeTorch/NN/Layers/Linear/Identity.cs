namespace NativeTorch.NN;

/// <summary>Its input, as it is: a place holder. PyTorch: <c>torch.nn.Identity</c>.</summary>
public sealed partial class Identity : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input;
}

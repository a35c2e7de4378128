namespace NativeTorch.NN;

/// <summary>Its input, as it is: a place holder. PyTorch: <c>torch.nn.Identity</c>.</summary>
public sealed partial class Identity : Module, ILayer
{
    /// <inheritdoc/>
    public Tensor Forward(Tensor input) => input;
}

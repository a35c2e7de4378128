namespace NativeTorch.NN;

/// <summary>max(x, 0), elementwise. PyTorch: <c>torch.nn.ReLU</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class ReLU(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? input.Relu_() : input.Relu();

    /// <inheritdoc/>
    protected override string ExtraRepr() => InPlace ? "inplace=True" : "";
}

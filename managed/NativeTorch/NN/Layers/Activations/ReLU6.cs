namespace NativeTorch.NN;

/// <summary>min(max(x, 0), 6), elementwise. PyTorch: <c>torch.nn.ReLU6</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class ReLU6(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Relu6_(input) : F.Relu6(input);

    /// <inheritdoc/>
    protected override string ExtraRepr() => InPlace ? "inplace=True" : "";
}

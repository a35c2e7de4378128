namespace NativeTorch.NN;

/// <summary>x tanh(softplus(x)), elementwise. PyTorch: <c>torch.nn.Mish</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class Mish(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Mish_(input) : F.Mish(input);

    /// <inheritdoc/>
    protected override string ExtraRepr() => InPlace ? "inplace=True" : "";
}

namespace NativeTorch.NN;

/// <summary>x / (1 + e^-x), elementwise. PyTorch: <c>torch.nn.SiLU</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class SiLU(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Silu_(input) : F.Silu(input);

    /// <inheritdoc/>
    protected override string ExtraRepr() => InPlace ? "inplace=True" : "";
}

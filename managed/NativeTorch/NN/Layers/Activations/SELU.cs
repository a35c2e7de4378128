namespace NativeTorch.NN;

/// <summary>scale * (max(0, x) + min(0, alpha (e^x - 1))), with the constants that keep mean 0 and variance 1, elementwise. PyTorch: <c>torch.nn.SELU</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class SELU(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Selu_(input) : F.Selu(input);

    /// <inheritdoc/>
    protected override string ExtraRepr() => InPlace ? "inplace=True" : "";
}

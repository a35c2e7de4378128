namespace NativeTorch.NN;

/// <summary>min(max(x / 6 + 1/2, 0), 1), elementwise. PyTorch: <c>torch.nn.Hardsigmoid</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class Hardsigmoid(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Hardsigmoid_(input) : F.Hardsigmoid(input);
}

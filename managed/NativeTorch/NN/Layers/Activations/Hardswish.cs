namespace NativeTorch.NN;

/// <summary>x * min(max(x + 3, 0), 6) / 6, elementwise. PyTorch: <c>torch.nn.Hardswish</c>.</summary>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
public sealed partial class Hardswish(bool inPlace = false) : Layer
{
    /// <summary>Whether the input itself is changed.</summary>
    public bool InPlace { get; } = inPlace;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Hardswish_(input) : F.Hardswish(input);
}

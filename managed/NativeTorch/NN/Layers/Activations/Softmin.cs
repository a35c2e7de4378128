namespace NativeTorch.NN;

/// <summary>softmax(-x) along a dimension. PyTorch: <c>torch.nn.Softmin</c>.</summary>
/// <param name="dim">The dimension whose elements add up to 1.</param>
public sealed partial class Softmin(long dim) : Layer
{
    /// <summary>The dimension whose elements add up to 1.</summary>
    public long Dim { get; } = dim;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Softmin(input, Dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}";
}

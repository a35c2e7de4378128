namespace NativeTorch.NN;

/// <summary>The first half of a dimension times the sigmoid of the second. PyTorch: <c>torch.nn.GLU</c>.</summary>
/// <param name="dim">The dimension (default: the last).</param>
public sealed partial class GLU(long dim = -1) : Layer
{
    /// <summary>The dimension.</summary>
    public long Dim { get; } = dim;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Glu(input, Dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}";
}

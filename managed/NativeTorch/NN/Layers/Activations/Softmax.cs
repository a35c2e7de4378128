namespace NativeTorch.NN;

/// <summary>e^x_i / sum_j e^x_j along a dimension. PyTorch: <c>torch.nn.Softmax</c>.</summary>
/// <param name="dim">The dimension whose elements become a distribution.</param>
public sealed partial class Softmax(long dim) : Layer
{
    /// <summary>The dimension whose elements become a distribution.</summary>
    public long Dim { get; } = dim;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Softmax(Dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}";
}

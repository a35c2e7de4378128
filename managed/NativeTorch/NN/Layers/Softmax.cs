namespace NativeTorch.NN;

/// <summary>e^x_i / sum_j e^x_j along a dimension. PyTorch: <c>torch.nn.Softmax</c>.</summary>
/// <param name="dim">The dimension whose elements become a distribution.</param>
public sealed partial class Softmax(long dim) : Module, ILayer
{
    /// <summary>The dimension whose elements become a distribution.</summary>
    public long Dim { get; } = dim;

    /// <inheritdoc/>
    public Tensor Forward(Tensor input) => input.Softmax(Dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}";
}

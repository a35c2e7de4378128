namespace NativeTorch.NN;

/// <summary>log(softmax(x)) along a dimension, computed without overflow. PyTorch: <c>torch.nn.LogSoftmax</c>.</summary>
/// <param name="dim">The dimension whose elements become log probabilities.</param>
public sealed partial class LogSoftmax(long dim) : Layer
{
    /// <summary>The dimension whose elements become log probabilities.</summary>
    public long Dim { get; } = dim;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.LogSoftmax(Dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}";
}

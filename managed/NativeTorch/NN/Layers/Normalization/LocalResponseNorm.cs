namespace NativeTorch.NN;

/// <summary>x / (k + alpha * mean of the squares of <c>size</c> neighbouring channels)^beta: (N, C, ...) keeps its shape.
/// PyTorch: <c>torch.nn.LocalResponseNorm</c>.</summary>
/// <param name="size">How many channels are neighbours.</param>
/// <param name="alpha">Factor of the mean (default 1e-4).</param>
/// <param name="beta">The exponent (default 0.75).</param>
/// <param name="k">What is added to the mean (default 1).</param>
public sealed partial class LocalResponseNorm(long size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Layer
{
    /// <summary>How many channels are neighbours.</summary>
    public long Size { get; } = size;

    /// <summary>Factor of the mean.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>The exponent.</summary>
    public double Beta { get; } = beta;

    /// <summary>What is added to the mean.</summary>
    public double K { get; } = k;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.LocalResponseNorm(input, Size, Alpha, Beta, K);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{Size}, alpha={Repr.Of(Alpha)}, beta={Repr.Of(Beta)}, k={Repr.Of(K)}";
}

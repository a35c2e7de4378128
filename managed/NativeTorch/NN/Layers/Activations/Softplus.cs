namespace NativeTorch.NN;

/// <summary>log(1 + e^(beta x)) / beta, and x itself where beta x &gt; threshold, elementwise. PyTorch: <c>torch.nn.Softplus</c>.</summary>
/// <param name="beta">How sharp the bend is (default 1).</param>
/// <param name="threshold">From where on it is a line (default 20).</param>
public sealed partial class Softplus(double beta = 1, double threshold = 20) : Layer
{
    /// <summary>How sharp the bend is.</summary>
    public double Beta { get; } = beta;

    /// <summary>From where on it is a line.</summary>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Softplus(input, Beta, Threshold);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"beta={Repr.Of(Beta)}, threshold={Repr.Of(Threshold)}";
}

namespace NativeTorch.NN;

/// <summary>The p-norm of x1 - x2 + eps along the last dimension. PyTorch: <c>torch.nn.PairwiseDistance</c>.</summary>
/// <param name="p">Which norm (default 2).</param>
/// <param name="eps">What is added to each difference (default 1e-6).</param>
/// <param name="keepdim">Whether the last dimension stays, with size 1 (default false).</param>
public sealed partial class PairwiseDistance(double p = 2, double eps = 1e-6, bool keepdim = false) : Module
{
    /// <summary>Which norm.</summary>
    public double P { get; } = p;

    /// <summary>What is added to each difference.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether the last dimension stays, with size 1.</summary>
    public bool Keepdim { get; } = keepdim;

    /// <summary>The distance of <paramref name="x1"/> and <paramref name="x2"/>, which are broadcast.</summary>
    public Tensor Forward(Tensor x1, Tensor x2) => F.PairwiseDistance(x1, x2, P, Eps, Keepdim);
}

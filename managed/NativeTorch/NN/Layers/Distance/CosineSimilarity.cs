namespace NativeTorch.NN;

/// <summary>x1 . x2 / (max(|x1|, eps) max(|x2|, eps)) along a dimension. PyTorch: <c>torch.nn.CosineSimilarity</c>.</summary>
/// <param name="dim">The dimension (default 1).</param>
/// <param name="eps">What the norms are at least (default 1e-8).</param>
public sealed partial class CosineSimilarity(long dim = 1, double eps = 1e-8) : Module
{
    /// <summary>The dimension.</summary>
    public long Dim { get; } = dim;

    /// <summary>What the norms are at least.</summary>
    public double Eps { get; } = eps;

    /// <summary>The cosine for <paramref name="x1"/> and <paramref name="x2"/>, which are broadcast.</summary>
    public Tensor Forward(Tensor x1, Tensor x2) => F.CosineSimilarity(x1, x2, Dim, Eps);
}

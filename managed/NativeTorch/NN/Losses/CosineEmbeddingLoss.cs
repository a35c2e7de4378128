namespace NativeTorch.NN;

/// <summary>
/// 1 - cos(x1, x2) for targets 1, max(0, cos(x1, x2) - margin) for targets -1, combined. PyTorch:
/// <c>torch.nn.CosineEmbeddingLoss</c>.
/// </summary>
/// <param name="margin">The cosine that unlike vectors may have, in [-1, 1] (default 0).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The cosine that unlike vectors may have, in [-1, 1].</summary>
    public double Margin { get; } = margin;

    /// <summary>The loss of pairs of vectors: (N, D) with targets (N), or (D) with one.</summary>
    public Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        F.CosineEmbeddingLoss(input1, input2, target, Margin, Reduction);
}

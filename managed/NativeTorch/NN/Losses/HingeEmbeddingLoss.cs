namespace NativeTorch.NN;

/// <summary>
/// x where t is 1, max(0, margin - x) where t is -1, combined. PyTorch: <c>torch.nn.HingeEmbeddingLoss</c>.
/// </summary>
/// <param name="margin">The distance that unlike pairs should have (default 1).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The distance that unlike pairs should have.</summary>
    public double Margin { get; } = margin;

    /// <summary>The loss of distances <paramref name="input"/> for targets 1 and -1.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.HingeEmbeddingLoss(input, target, Margin, Reduction);
}

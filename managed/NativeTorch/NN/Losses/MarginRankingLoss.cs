namespace NativeTorch.NN;

/// <summary>
/// max(0, -t (x1 - x2) + margin) for targets t of 1, where x1 should be larger, and -1, combined. PyTorch:
/// <c>torch.nn.MarginRankingLoss</c>.
/// </summary>
/// <param name="margin">By how much (default 0).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>By how much.</summary>
    public double Margin { get; } = margin;

    /// <summary>The loss of pairs of scores.</summary>
    public Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        F.MarginRankingLoss(input1, input2, target, Margin, Reduction);
}

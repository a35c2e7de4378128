namespace NativeTorch.NN;

/// <summary>
/// max(0, d(a, p) - d(a, n) + margin), combined, with any distance d: the anchor a should be nearer to the positive p than to the
/// negative n. PyTorch: <c>torch.nn.TripletMarginWithDistanceLoss</c>.
/// </summary>
public sealed partial class TripletMarginWithDistanceLoss : Loss
{
    /// <summary>A loss with any distance.</summary>
    /// <param name="distanceFunction">The distance; null is a <see cref="PairwiseDistance"/>.</param>
    /// <param name="margin">By how much (default 1).</param>
    /// <param name="swap">Whether d(p, n) stands for d(a, n) where it is smaller (default false).</param>
    /// <param name="reduction">How the losses are combined (default: mean).</param>
    public TripletMarginWithDistanceLoss(Func<Tensor, Tensor, Tensor>? distanceFunction = null, double margin = 1, bool swap = false,
        Reduction reduction = Reduction.Mean) : base(reduction)
    {
        (Margin, Swap) = (margin, swap);
        DistanceFunction = distanceFunction ?? RegisterModule("distance_function", new PairwiseDistance()).Forward;
    }

    /// <summary>The distance.</summary>
    public Func<Tensor, Tensor, Tensor> DistanceFunction { get; }

    /// <summary>By how much.</summary>
    public double Margin { get; }

    /// <summary>Whether d(p, n) stands for d(a, n) where it is smaller.</summary>
    public bool Swap { get; }

    /// <summary>The loss of triples, in any form that the distance takes.</summary>
    public Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) =>
        F.TripletMarginWithDistanceLoss(anchor, positive, negative, DistanceFunction, Margin, Swap, Reduction);
}

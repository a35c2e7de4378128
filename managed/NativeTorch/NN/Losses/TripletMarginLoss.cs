namespace NativeTorch.NN;

/// <summary>
/// max(0, |a - p| - |a - n| + margin), combined: the anchor a should be nearer to the positive p than to the negative n.
/// PyTorch: <c>torch.nn.TripletMarginLoss</c>.
/// </summary>
/// <param name="margin">By how much (default 1).</param>
/// <param name="p">The order of the norm (default 2).</param>
/// <param name="eps">Is added to differences (default 1e-6).</param>
/// <param name="swap">Whether |p - n| stands for |a - n| where it is smaller (default false).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class TripletMarginLoss(double margin = 1, double p = 2, double eps = 1e-6, bool swap = false,
    Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>By how much.</summary>
    public double Margin { get; } = margin;

    /// <summary>The order of the norm.</summary>
    public double P { get; } = p;

    /// <summary>Is added to differences.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether |p - n| stands for |a - n| where it is smaller.</summary>
    public bool Swap { get; } = swap;

    /// <summary>The loss of triples of vectors: (N, D) or (D).</summary>
    public Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) =>
        F.TripletMarginLoss(anchor, positive, negative, Margin, P, Eps, Swap, Reduction);
}

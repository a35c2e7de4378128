namespace NativeTorch.NN;

/// <summary>
/// The sum over i != t of max(0, margin - x_t + x_i)^p / C for class indices t, over (N, C) or (C), combined. PyTorch:
/// <c>torch.nn.MultiMarginLoss</c>.
/// </summary>
/// <param name="p">The power, 1 or 2 (default 1).</param>
/// <param name="margin">By how much the class's score should be above others (default 1).</param>
/// <param name="weight">One factor for each class: (C).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class MultiMarginLoss(long p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The power, 1 or 2.</summary>
    public long P { get; } = p;

    /// <summary>By how much the class's score should be above others.</summary>
    public double Margin { get; } = margin;

    /// <summary>One factor for each class: (C); a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>The loss of scores <paramref name="input"/> for class indices <paramref name="target"/> (int64).</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.MultiMarginLoss(input, target, P, Margin, Weight, Reduction);
}

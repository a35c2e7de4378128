namespace NativeTorch.NN;

/// <summary>
/// Negative log likelihood of softmax(input) over (N, C), (C) or (N, C, d1, ...), for class indices or class probabilities.
/// PyTorch: <c>torch.nn.CrossEntropyLoss</c>.
/// </summary>
/// <param name="weight">One factor for each class: (C).</param>
/// <param name="ignoreIndex">A target that counts for nothing (default -100).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
/// <param name="labelSmoothing">Share of the target that is spread over all classes (default 0).</param>
public sealed partial class CrossEntropyLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean,
    double labelSmoothing = 0) : Loss(reduction)
{
    /// <summary>One factor for each class: (C); a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>A target that counts for nothing.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <summary>Share of the target that is spread over all classes.</summary>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <summary>
    /// The loss of scores <paramref name="input"/> for <paramref name="target"/>: class indices (int64), or probabilities of
    /// the input's shape.
    /// </summary>
    public Tensor Forward(Tensor input, Tensor target) =>
        F.CrossEntropy(input, target, Weight, Reduction, IgnoreIndex, LabelSmoothing);
}

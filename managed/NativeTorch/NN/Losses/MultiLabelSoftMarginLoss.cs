namespace NativeTorch.NN;

/// <summary>
/// The mean over classes, the last dimension, of -(t log sigmoid(x) + (1 - t) log sigmoid(-x)), combined. PyTorch:
/// <c>torch.nn.MultiLabelSoftMarginLoss</c>.
/// </summary>
/// <param name="weight">One factor for each class: (C).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>One factor for each class: (C); a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>The loss of scores <paramref name="input"/> for <paramref name="target"/>, 0 or 1 for each class.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.MultilabelSoftMarginLoss(input, target, Weight, Reduction);
}

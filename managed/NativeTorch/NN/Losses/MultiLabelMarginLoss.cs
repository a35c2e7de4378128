namespace NativeTorch.NN;

/// <summary>
/// The sum over targets t and other classes i of max(0, 1 - x_t + x_i) / C, over (N, C) or (C), combined. PyTorch:
/// <c>torch.nn.MultiLabelMarginLoss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>
    /// The loss of scores <paramref name="input"/> for class indices <paramref name="target"/> (int64) of the same sizes; -1
    /// ends them.
    /// </summary>
    public Tensor Forward(Tensor input, Tensor target) => F.MultilabelMarginLoss(input, target, Reduction);
}

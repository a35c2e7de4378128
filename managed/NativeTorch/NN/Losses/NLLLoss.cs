namespace NativeTorch.NN;

/// <summary>
/// Negative log likelihood of classes: -weight[t] * input[t] for each target t, over (N, C), (C) or (N, C, d1, ...).
/// PyTorch: <c>torch.nn.NLLLoss</c>.
/// </summary>
/// <param name="weight">One factor for each class: (C).</param>
/// <param name="ignoreIndex">A target that counts for nothing (default -100).</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class NLLLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>One factor for each class: (C); a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>A target that counts for nothing.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <summary>The loss of log probabilities <paramref name="input"/> for class indices <paramref name="target"/> (int64).</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.NllLoss(input, target, Weight, Reduction, IgnoreIndex);
}

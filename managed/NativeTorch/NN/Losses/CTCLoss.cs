namespace NativeTorch.NN;

/// <summary>
/// Connectionist temporal classification: minus the log of the probability that the steps spell the targets, with blanks between
/// and repeats merged. PyTorch: <c>torch.nn.CTCLoss</c>.
/// </summary>
/// <param name="blank">The class of the blank (default 0).</param>
/// <param name="reduction">How the losses are combined (default: the mean, of each over its target's length).</param>
/// <param name="zeroInfinity">Whether infinite losses, of targets that are too long, and their gradients count as 0 (default false).</param>
public sealed partial class CTCLoss(long blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false) : Loss(reduction)
{
    /// <summary>The class of the blank.</summary>
    public long Blank { get; } = blank;

    /// <summary>Whether infinite losses and their gradients count as 0.</summary>
    public bool ZeroInfinity { get; } = zeroInfinity;

    /// <summary>The loss of log probabilities (T, N, C) or (T, C) for targets (N, S), or those of all sequences in one list.</summary>
    public Tensor Forward(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) =>
        F.CtcLoss(logProbs, targets, inputLengths, targetLengths, Blank, Reduction, ZeroInfinity);

    /// <summary>The same with lengths as numbers.</summary>
    public Tensor Forward(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths, ReadOnlySpan<long> targetLengths) =>
        F.CtcLoss(logProbs, targets, inputLengths, targetLengths, Blank, Reduction, ZeroInfinity);
}

using NativeTorch.Interop;

namespace NativeTorch;

// Losses whose first operand is not called input.
public static unsafe partial class F
{
    /// <summary>max(0, -t (x1 - x2) + margin) for targets 1, where x1 should be larger, and -1, combined.</summary>
    /// <param name="input1">Scores.</param>
    /// <param name="input2">Scores.</param>
    /// <param name="target">1 or -1 for each pair.</param>
    /// <param name="margin">The margin.</param>
    /// <param name="reduction">How losses are combined.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.margin_ranking_loss</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The operands have not the same number of dimensions, or cannot be broadcast.</exception>
    public static Tensor MarginRankingLoss(Tensor input1, Tensor input2, Tensor target, double margin = 0,
        Reduction reduction = Reduction.Mean)
    {
        using var first = new TensorRef(input1);
        using var second = new TensorRef(input2);
        using var targetRef = new TensorRef(target);
        nint result;
        Native.Check(NativeMethods.nt_margin_ranking_loss(first.Handle, second.Handle, targetRef.Handle, margin, (int)reduction, &result));
        return new Tensor(result);
    }

    /// <summary>1 - cos(x1, x2) for targets 1, max(0, cos(x1, x2) - margin) for targets -1, combined. Inputs are (N, D) with
    /// targets (N), or (D) with one target.</summary>
    /// <param name="input1">Vectors.</param>
    /// <param name="input2">Vectors.</param>
    /// <param name="target">1 for vectors that should be alike, -1 for others.</param>
    /// <param name="margin">The cosine that unlike vectors may have, in [-1, 1].</param>
    /// <param name="reduction">How losses are combined.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.cosine_embedding_loss</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor CosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target, double margin = 0,
        Reduction reduction = Reduction.Mean)
    {
        using var first = new TensorRef(input1);
        using var second = new TensorRef(input2);
        using var targetRef = new TensorRef(target);
        nint result;
        Native.Check(NativeMethods.nt_cosine_embedding_loss(first.Handle, second.Handle, targetRef.Handle, margin, (int)reduction, &result));
        return new Tensor(result);
    }

    /// <summary>max(0, |a - p| - |a - n| + margin), combined: the anchor should be nearer to the positive than to the negative
    /// example. Norms are of order <paramref name="p"/>, over the last dimension.</summary>
    /// <param name="anchor">Vectors.</param>
    /// <param name="positive">Vectors that should be near.</param>
    /// <param name="negative">Vectors that should be far.</param>
    /// <param name="margin">By how much, above 0.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="eps">Is added to differences.</param>
    /// <param name="swap">Whether |p - n| stands for |a - n| where it is smaller.</param>
    /// <param name="reduction">How losses are combined.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.triplet_margin_loss</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The operands have not the same number of dimensions, or cannot be broadcast.</exception>
    public static Tensor TripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1, double p = 2,
        double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        using var anchorRef = new TensorRef(anchor);
        using var positiveRef = new TensorRef(positive);
        using var negativeRef = new TensorRef(negative);
        nint result;
        Native.Check(NativeMethods.nt_triplet_margin_loss(anchorRef.Handle, positiveRef.Handle, negativeRef.Handle, margin, p, eps,
            Native.Flag(swap), (int)reduction, &result));
        return new Tensor(result);
    }

    /// <summary>max(0, d(a, p) - d(a, n) + margin), combined: the anchor should be nearer to the positive than to the negative example.</summary>
    /// <param name="anchor">What is compared.</param>
    /// <param name="positive">What should be near.</param>
    /// <param name="negative">What should be far.</param>
    /// <param name="distanceFunction">The distance d; null is <see cref="PairwiseDistance"/>.</param>
    /// <param name="margin">By how much, above 0.</param>
    /// <param name="swap">Whether d(p, n) stands for d(a, n) where it is smaller.</param>
    /// <param name="reduction">How losses are combined.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.triplet_margin_with_distance_loss</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit the distance, or the reduction is another.</exception>
    public static Tensor TripletMarginWithDistanceLoss(Tensor anchor, Tensor positive, Tensor negative,
        Func<Tensor, Tensor, Tensor>? distanceFunction = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        Func<Tensor, Tensor, Tensor> distance = distanceFunction ?? ((a, b) => PairwiseDistance(a, b));
        Tensor near = distance(anchor, positive), far = distance(anchor, negative);
        if (swap)
            far = far.Minimum(distance(positive, negative));
        Tensor losses = (near - far + margin).Clamp(min: 0);
        return reduction switch
        {
            Reduction.None => losses,
            Reduction.Mean => losses.Mean(),
            Reduction.Sum => losses.Sum(),
            _ => throw new ArgumentException($"[triplet_margin_with_distance_loss] reduction {reduction}: none, mean or sum is taken"),
        };
    }

    /// <summary>Connectionist temporal classification: minus the log of the probability that the steps spell the targets, with
    /// blanks between and repeats merged.</summary>
    /// <param name="logProbs">Logarithms of probabilities, (T, N, C) or (T, C), as <c>LogSoftmax</c> gives them.</param>
    /// <param name="targets">Classes, (N, S), or those of all sequences in one list.</param>
    /// <param name="inputLengths">How many steps each sequence has.</param>
    /// <param name="targetLengths">How many targets each sequence has.</param>
    /// <param name="blank">The class of the blank.</param>
    /// <param name="reduction">How losses are combined; the mean divides each by its target's length first.</param>
    /// <param name="zeroInfinity">Whether infinite losses, of targets that are too long, and their gradients count as 0.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.ctc_loss</c>. CPU only; there is no second derivative.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException">A length or a target is out of range.</exception>
    public static Tensor CtcLoss(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank = 0,
        Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
    {
        using var probs = new TensorRef(logProbs);
        using var targetsRef = new TensorRef(targets);
        using var inputs = new TensorRef(inputLengths);
        using var lengths = new TensorRef(targetLengths);
        nint result;
        Native.Check(NativeMethods.nt_ctc_loss(probs.Handle, targetsRef.Handle, inputs.Handle, lengths.Handle, blank, (int)reduction,
            Native.Flag(zeroInfinity), &result));
        return new Tensor(result);
    }

    /// <inheritdoc cref="CtcLoss(Tensor, Tensor, Tensor, Tensor, long, Reduction, bool)"/>
    public static Tensor CtcLoss(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths, ReadOnlySpan<long> targetLengths,
        long blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
    {
        using Tensor inputs = Torch.Tensor(inputLengths), lengths = Torch.Tensor(targetLengths);
        return CtcLoss(logProbs, targets, inputs, lengths, blank, reduction, zeroInfinity);
    }
}

namespace NativeTorch.NN;

/// <summary>
/// An approximation of log softmax for very many classes, sorted by how often they come: frequent ones have a score each, rare ones
/// share a cluster's, within which a smaller layer tells them apart. PyTorch: <c>torch.nn.AdaptiveLogSoftmaxWithLoss</c>.
/// </summary>
public sealed partial class AdaptiveLogSoftmaxWithLoss : Module
{
    readonly long[] bounds;

    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="inFeatures">Size of each input.</param>
    /// <param name="nClasses">How many classes there are.</param>
    /// <param name="cutoffs">Where clusters begin: ascending, above 0 and below nClasses.</param>
    /// <param name="divValue">By what the size of each cluster's inner layer is divided, again and again (default 4).</param>
    /// <param name="headBias">Whether the first layer has a bias (default false).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">The cutoffs are not ascending, or out of range.</exception>
    public AdaptiveLogSoftmaxWithLoss(long inFeatures, long nClasses, IReadOnlyList<long> cutoffs, double divValue = 4, bool headBias = false,
        Dtype? dtype = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(cutoffs);
        bounds = [0, .. cutoffs, nClasses];
        for (int i = 1; i < bounds.Length; i++)
            if (cutoffs.Count == 0 || bounds[i] <= bounds[i - 1])
                throw new ArgumentException($"[AdaptiveLogSoftmaxWithLoss] cutoffs [{string.Join(", ", cutoffs)}] of {nClasses} classes: "
                    + "they must ascend from above 0 to below the number of classes", nameof(cutoffs));
        (InFeatures, NClasses, Cutoffs, DivValue) = (inFeatures, nClasses, [.. cutoffs, nClasses], divValue);
        Head = new Linear(inFeatures, cutoffs[0] + cutoffs.Count, headBias, dtype, device);
        Tail = [];
        for (int i = 0; i < cutoffs.Count; i++)
        {
            long inner = (long)Math.Floor(inFeatures / Math.Pow(divValue, i + 1));
            Tail.Add(new Sequential(new Linear(inFeatures, inner, bias: false, dtype, device), new Linear(inner, Cutoffs[i + 1] - Cutoffs[i], bias: false, dtype, device)));
        }
    }

    /// <summary>Size of each input.</summary>
    public long InFeatures { get; }

    /// <summary>How many classes there are.</summary>
    public long NClasses { get; }

    /// <summary>Where clusters begin, and the number of classes.</summary>
    public IReadOnlyList<long> Cutoffs { get; }

    /// <summary>By what the size of each cluster's inner layer is divided.</summary>
    public double DivValue { get; }

    /// <summary>Scores of the frequent classes and of the clusters.</summary>
    public Linear Head { get; }

    /// <summary>Scores of the classes of each cluster.</summary>
    public ModuleList<Sequential> Tail { get; }

    /// <summary>The log probability of each input's target, and minus their mean.</summary>
    /// <param name="input">(N, inFeatures), or (inFeatures).</param>
    /// <param name="target">Class indices (int64): (N), or one.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException">A target is no class.</exception>
    public (Tensor Output, Tensor Loss) Forward(Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Dim > 1 || input.Dim != target.Dim + 1 || (target.Dim == 1 && input.Size(0) != target.Size(0)))
            throw new ShapeMismatchException($"[AdaptiveLogSoftmaxWithLoss] input {input.Shape} with target {target.Shape}: (N, {InFeatures}) goes with (N), and ({InFeatures}) with one number");
        if (target.Dim == 0)
        {
            (Tensor single, Tensor loss) = Forward(input.Unsqueeze(0), target.Unsqueeze(0));
            return (single.Squeeze(0), loss);
        }
        Tensor chosen = target, within = Torch.Zeros([target.Size(0)], input.Dtype, input.Device);
        if (((target < 0) | (target >= NClasses)).Any().Item<bool>())
            throw new ArgumentException($"[AdaptiveLogSoftmaxWithLoss] targets must be in [0, {NClasses})");
        for (int cluster = 1; cluster < bounds.Length - 1; cluster++)
        {
            Tensor rows = ((target >= bounds[cluster]) & (target < bounds[cluster + 1])).NonZero().Squeeze(1);
            if (rows.Numel == 0)
                continue;
            Tensor scores = Tail[cluster - 1].Forward(input.IndexSelect(0, rows)).LogSoftmax(1);
            Tensor place = (target.IndexSelect(0, rows) - bounds[cluster]).Unsqueeze(1);
            within = within.IndexCopy(0, rows, scores.Gather(1, place).Squeeze(1));
            chosen = chosen.IndexFill(0, rows, Cutoffs[0] + cluster - 1);
        }
        Tensor output = within + Head.Forward(input).LogSoftmax(1).Gather(1, chosen.Unsqueeze(1)).Squeeze(1);
        return (output, -output.Mean());
    }

    /// <summary>The log probabilities of all classes: (N, inFeatures) to (N, nClasses). PyTorch: <c>log_prob</c>.</summary>
    public Tensor LogProb(Tensor input)
    {
        Tensor head = Head.Forward(input).LogSoftmax(1);
        var parts = new List<Tensor> { head.Narrow(1, 0, Cutoffs[0]) };
        for (int i = 0; i < Tail.Count; i++)
            parts.Add(Tail[i].Forward(input).LogSoftmax(1) + head.Narrow(1, Cutoffs[0] + i, 1));
        return Torch.Cat([.. parts], 1);
    }

    /// <summary>The most probable class of each input: (N, inFeatures) to (N). PyTorch: <c>predict</c>.</summary>
    public Tensor Predict(Tensor input) => LogProb(input).ArgMax(1);
}

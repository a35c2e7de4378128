namespace NativeTorch.NN;

/// <summary>
/// -(t log x + (1 - t) log(1 - x)) for probabilities x and targets t of equal sizes, combined; logarithms are at least -100.
/// PyTorch: <c>torch.nn.BCELoss</c>.
/// </summary>
/// <param name="weight">A factor for each element, broadcast.</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>A factor for each element, broadcast; a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>The loss of probabilities <paramref name="input"/> for <paramref name="target"/> in [0, 1].</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.BinaryCrossEntropy(input, target, Weight, Reduction);
}

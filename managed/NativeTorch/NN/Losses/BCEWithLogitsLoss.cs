namespace NativeTorch.NN;

/// <summary>
/// -(p t log sigmoid(x) + (1 - t) log sigmoid(-x)) with p = posWeight, combined, computed without overflow. PyTorch:
/// <c>torch.nn.BCEWithLogitsLoss</c>.
/// </summary>
/// <param name="weight">A factor for each element, broadcast.</param>
/// <param name="reduction">How the losses are combined (default: mean).</param>
/// <param name="posWeight">A factor for the targets' part, broadcast.</param>
public sealed partial class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    : Loss(reduction)
{
    /// <summary>A factor for each element, broadcast; a buffer.</summary>
    [Buffer]
    public Tensor? Weight { get; } = Kept(weight);

    /// <summary>A factor for the targets' part, broadcast; a buffer.</summary>
    [Buffer]
    public Tensor? PosWeight { get; } = Kept(posWeight);

    /// <summary>The loss of scores <paramref name="input"/> for <paramref name="target"/> in [0, 1].</summary>
    public Tensor Forward(Tensor input, Tensor target) =>
        F.BinaryCrossEntropyWithLogits(input, target, Weight, Reduction, PosWeight);
}

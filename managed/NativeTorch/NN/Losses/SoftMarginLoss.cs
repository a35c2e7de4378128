namespace NativeTorch.NN;

/// <summary>
/// log(1 + e^(-t x)) for targets t of 1 and -1, combined. PyTorch: <c>torch.nn.SoftMarginLoss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The loss of scores <paramref name="input"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.SoftMarginLoss(input, target, Reduction);
}

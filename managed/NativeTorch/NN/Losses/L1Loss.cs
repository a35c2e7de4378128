namespace NativeTorch.NN;

/// <summary>
/// |input - target|, combined; the operands are broadcast. PyTorch: <c>torch.nn.L1Loss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The loss of <paramref name="input"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.L1Loss(input, target, Reduction);
}

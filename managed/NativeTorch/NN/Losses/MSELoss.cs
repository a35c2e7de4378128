namespace NativeTorch.NN;

/// <summary>
/// (input - target)^2, combined. PyTorch: <c>torch.nn.MSELoss</c>.
/// </summary>
/// <param name="reduction">How the losses are combined (default: mean).</param>
public sealed partial class MSELoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The loss of <paramref name="input"/>, which has the shape of <paramref name="target"/>.</summary>
    public Tensor Forward(Tensor input, Tensor target) => F.MseLoss(input, target, Reduction);
}

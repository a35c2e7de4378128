namespace NativeTorch.NN;

/// <summary>In training mode each element is set to SELU's negative limit with probability p, and all are scaled and shifted so that mean and
/// variance stay; otherwise x. PyTorch: <c>torch.nn.AlphaDropout</c>.</summary>
/// <remarks>As in PyTorch, inPlace is printed and nothing more.</remarks>
/// <param name="p">Probability of being dropped (default 0.5).</param>
/// <param name="inPlace">Taken for PyTorch's sake (default false).</param>
/// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
public sealed partial class AlphaDropout(double p = 0.5, bool inPlace = false) : DropoutNd(p, inPlace)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.AlphaDropout(input, P, Training);
}

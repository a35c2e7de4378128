namespace NativeTorch.NN;

/// <summary>In training mode each channel of (N, C, L) or (C, L) is 0 with probability p, else x / (1 - p); otherwise x. PyTorch: <c>torch.nn.Dropout1d</c>.</summary>
/// <param name="p">Probability of being dropped (default 0.5).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
/// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
public sealed partial class Dropout1d(double p = 0.5, bool inPlace = false) : DropoutNd(p, inPlace)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Dropout1d_(input, P, Training) : F.Dropout1d(input, P, Training);
}

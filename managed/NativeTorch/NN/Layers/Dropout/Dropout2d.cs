namespace NativeTorch.NN;

/// <summary>In training mode each channel of (N, C, H, W) is 0 with probability p, else x / (1 - p); otherwise x. PyTorch: <c>torch.nn.Dropout2d</c>.</summary>
/// <remarks>Three dimensions are (N, C, L), as PyTorch has it for historical reasons.</remarks>
/// <param name="p">Probability of being dropped (default 0.5).</param>
/// <param name="inPlace">Whether the input itself is changed (default false).</param>
/// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
public sealed partial class Dropout2d(double p = 0.5, bool inPlace = false) : DropoutNd(p, inPlace)
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => InPlace ? F.Dropout2d_(input, P, Training) : F.Dropout2d(input, P, Training);
}

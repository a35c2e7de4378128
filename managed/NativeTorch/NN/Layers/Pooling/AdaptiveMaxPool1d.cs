namespace NativeTorch.NN;

/// <summary>Largest element of each of outputSize windows, which cover the input: (N, C, L) to (N, C, L'), or both without N.
/// PyTorch: <c>torch.nn.AdaptiveMaxPool1d</c>.</summary>
/// <param name="outputSize">A number.</param>
public partial class AdaptiveMaxPool1d(long outputSize) : AdaptiveMaxPoolNd(1, outputSize);

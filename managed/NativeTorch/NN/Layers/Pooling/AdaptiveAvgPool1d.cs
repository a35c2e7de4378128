namespace NativeTorch.NN;

/// <summary>Mean of each of outputSize windows, which cover the input: (N, C, L) to (N, C, L'), or both without N.
/// PyTorch: <c>torch.nn.AdaptiveAvgPool1d</c>.</summary>
/// <param name="outputSize">A number.</param>
public partial class AdaptiveAvgPool1d(long outputSize) : AdaptiveAvgPoolNd(1, outputSize);

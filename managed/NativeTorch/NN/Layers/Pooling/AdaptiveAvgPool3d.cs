namespace NativeTorch.NN;

/// <summary>Mean of each of outputSize windows, which cover the input: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.AdaptiveAvgPool3d</c>.</summary>
/// <param name="outputSize"><c>7</c>, or depth, height and width: <c>(7, 5, 5)</c>, where <c>null</c> is the input's.</param>
public partial class AdaptiveAvgPool3d(OutputSize outputSize) : AdaptiveAvgPoolNd(3, outputSize);

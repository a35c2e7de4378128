namespace NativeTorch.NN;

/// <summary>Mean of each of outputSize windows, which cover the input: (N, C, H, W) to (N, C, H', W'), or both without N.
/// PyTorch: <c>torch.nn.AdaptiveAvgPool2d</c>.</summary>
/// <param name="outputSize"><c>7</c>, or height and width: <c>(7, 5)</c>, where <c>null</c> is the input's.</param>
public partial class AdaptiveAvgPool2d(OutputSize outputSize) : AdaptiveAvgPoolNd(2, outputSize);

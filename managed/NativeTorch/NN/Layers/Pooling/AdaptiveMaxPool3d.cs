namespace NativeTorch.NN;

/// <summary>Largest element of each of outputSize windows, which cover the input: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.AdaptiveMaxPool3d</c>.</summary>
/// <param name="outputSize"><c>7</c>, or depth, height and width: <c>(7, 5, 5)</c>, where <c>null</c> is the input's.</param>
public partial class AdaptiveMaxPool3d(OutputSize outputSize) : AdaptiveMaxPoolNd(3, outputSize);

namespace NativeTorch.NN;

/// <summary>A border of zeros: (N, C, H, W) to (N, C, H', W'), or both without N.
/// PyTorch: <c>torch.nn.ZeroPad2d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top and bottom: <c>(1, 2, 0, 1)</c>. Negative numbers cut.</param>
public sealed partial class ZeroPad2d(Borders padding) : PadNd(2, padding, PaddingMode.Zeros);

namespace NativeTorch.NN;

/// <summary>A border of zeros: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.ZeroPad3d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top, bottom, front and back. Negative numbers cut.</param>
public sealed partial class ZeroPad3d(Borders padding) : PadNd(3, padding, PaddingMode.Zeros);

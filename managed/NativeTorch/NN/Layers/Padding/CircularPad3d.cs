namespace NativeTorch.NN;

/// <summary>A border of the elements of the other side: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.CircularPad3d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top, bottom, front and back.</param>
public sealed partial class CircularPad3d(Borders padding) : PadNd(3, padding, PaddingMode.Circular);

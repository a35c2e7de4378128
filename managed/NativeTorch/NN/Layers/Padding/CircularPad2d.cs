namespace NativeTorch.NN;

/// <summary>A border of the elements of the other side: (N, C, H, W) to (N, C, H', W'), or both without N.
/// PyTorch: <c>torch.nn.CircularPad2d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top and bottom: <c>(1, 2, 0, 1)</c>.</param>
public sealed partial class CircularPad2d(Borders padding) : PadNd(2, padding, PaddingMode.Circular);

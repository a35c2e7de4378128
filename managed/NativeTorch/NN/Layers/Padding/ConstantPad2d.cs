namespace NativeTorch.NN;

/// <summary>A border of one number: (N, C, H, W) to (N, C, H', W'), or both without N.
/// PyTorch: <c>torch.nn.ConstantPad2d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top and bottom: <c>(1, 2, 0, 1)</c>. Negative numbers cut.</param>
/// <param name="value">What stands in the border.</param>
public sealed partial class ConstantPad2d(Borders padding, Scalar value) : ConstantPadNd(2, padding, value);

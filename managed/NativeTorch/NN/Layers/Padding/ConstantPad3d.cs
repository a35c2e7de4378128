namespace NativeTorch.NN;

/// <summary>A border of one number: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.ConstantPad3d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top, bottom, front and back. Negative numbers cut.</param>
/// <param name="value">What stands in the border.</param>
public sealed partial class ConstantPad3d(Borders padding, Scalar value) : ConstantPadNd(3, padding, value);

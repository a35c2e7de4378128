namespace NativeTorch.NN;

/// <summary>A border of one number: (N, C, L) to (N, C, L'), or both without N.
/// PyTorch: <c>torch.nn.ConstantPad1d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left and right: <c>(1, 2)</c>. Negative numbers cut.</param>
/// <param name="value">What stands in the border.</param>
public sealed partial class ConstantPad1d(Borders padding, Scalar value) : ConstantPadNd(1, padding, value);

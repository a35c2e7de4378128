namespace NativeTorch.NN;

/// <summary>A border of the elements mirrored at the outermost one, which is not repeated: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.ReflectionPad3d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top, bottom, front and back.</param>
public sealed partial class ReflectionPad3d(Borders padding) : PadNd(3, padding, PaddingMode.Reflect);

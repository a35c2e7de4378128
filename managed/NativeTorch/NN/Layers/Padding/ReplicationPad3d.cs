namespace NativeTorch.NN;

/// <summary>A border of the outermost elements: (N, C, D, H, W) to (N, C, D', H', W'), or both without N.
/// PyTorch: <c>torch.nn.ReplicationPad3d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left, right, top, bottom, front and back.</param>
public sealed partial class ReplicationPad3d(Borders padding) : PadNd(3, padding, PaddingMode.Replicate);

namespace NativeTorch.NN;

/// <summary>A border of the outermost elements: (N, C, L) to (N, C, L'), or both without N.
/// PyTorch: <c>torch.nn.ReplicationPad1d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left and right: <c>(1, 2)</c>.</param>
public sealed partial class ReplicationPad1d(Borders padding) : PadNd(1, padding, PaddingMode.Replicate);

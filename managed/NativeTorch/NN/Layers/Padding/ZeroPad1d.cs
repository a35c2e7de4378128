namespace NativeTorch.NN;

/// <summary>A border of zeros: (N, C, L) to (N, C, L'), or both without N.
/// PyTorch: <c>torch.nn.ZeroPad1d</c>.</summary>
/// <param name="padding">The border's width: <c>2</c>, or left and right: <c>(1, 2)</c>. Negative numbers cut.</param>
public sealed partial class ZeroPad1d(Borders padding) : PadNd(1, padding, PaddingMode.Zeros);

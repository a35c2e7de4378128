namespace NativeTorch.NN;

/// <summary>Puts the maxima of windows back where <see cref="MaxPool3d"/> found them, and 0 elsewhere: (N, C, D, H, W) to (N, C, D', H', W'),
/// or both without N. PyTorch: <c>torch.nn.MaxUnpool3d</c>.</summary>
/// <param name="kernelSize">Depth, height and width of the windows: <c>2</c> or <c>(2, 3, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">How far windows reached over the edge (default 0).</param>
public partial class MaxUnpool3d(Triple kernelSize, Triple? stride = null, Triple? padding = null)
    : MaxUnpoolNd(kernelSize.Sizes, stride?.Sizes, (padding ?? 0).Sizes);

namespace NativeTorch.NN;

/// <summary>Puts the maxima of windows back where <see cref="MaxPool2d"/> found them, and 0 elsewhere: (N, C, H, W) to (N, C, H', W'),
/// or both without N. PyTorch: <c>torch.nn.MaxUnpool2d</c>.</summary>
/// <param name="kernelSize">Height and width of the windows: <c>2</c> or <c>(2, 3)</c>.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">How far windows reached over the edge (default 0).</param>
public partial class MaxUnpool2d(Pair kernelSize, Pair? stride = null, Pair? padding = null)
    : MaxUnpoolNd(kernelSize.Sizes, stride?.Sizes, (padding ?? 0).Sizes);

namespace NativeTorch.NN;

/// <summary>Puts the maxima of windows back where <see cref="MaxPool1d"/> found them, and 0 elsewhere: (N, C, L) to (N, C, L'),
/// or both without N. PyTorch: <c>torch.nn.MaxUnpool1d</c>.</summary>
/// <param name="kernelSize">The windows' size: a number.</param>
/// <param name="stride">Distance between windows (default: kernelSize).</param>
/// <param name="padding">How far windows reached over the edge (default 0).</param>
public partial class MaxUnpool1d(long kernelSize, long? stride = null, long padding = 0)
    : MaxUnpoolNd([kernelSize], stride is { } given ? new Shape([given]) : null, [padding]);

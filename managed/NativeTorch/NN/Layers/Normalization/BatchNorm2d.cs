namespace NativeTorch.NN;

/// <summary>(x - mean) / sqrt(var + eps) * weight + bias with mean and variance of each channel over the batch and space: (N, C, H, W)
/// keeps its shape. PyTorch: <c>torch.nn.BatchNorm2d</c>.</summary>
/// <param name="numFeatures">C.</param>
/// <param name="eps">What is added to the variance (default 1e-5).</param>
/// <param name="momentum">The batch's share of the new running statistics (default 0.1); null makes them the mean over all
/// batches.</param>
/// <param name="affine">Whether there are a weight and a bias for each channel (default true).</param>
/// <param name="trackRunningStats">Whether running statistics are kept, which take the place of the batch's own when it does not
/// train (default true).</param>
/// <param name="dtype">Dtype of the parameters and statistics (default float32).</param>
/// <param name="device">Where they are (default CPU).</param>
public partial class BatchNorm2d(long numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true,
    bool trackRunningStats = true, Dtype? dtype = null, Device? device = null)
    : BatchNormNd(4, 4, numFeatures, eps, momentum, affine, trackRunningStats, dtype, device);

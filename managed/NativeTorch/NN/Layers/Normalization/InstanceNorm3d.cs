namespace NativeTorch.NN;

/// <summary>(x - mean) / sqrt(var + eps) * weight + bias with mean and variance of each instance's channel: (N, C, D, H, W),
/// or without N, keeps its shape. PyTorch: <c>torch.nn.InstanceNorm3d</c>.</summary>
/// <param name="numFeatures">C.</param>
/// <param name="eps">What is added to the variance (default 1e-5).</param>
/// <param name="momentum">The instances' share of the new running statistics (default 0.1).</param>
/// <param name="affine">Whether there are a weight and a bias for each channel (default false).</param>
/// <param name="trackRunningStats">Whether running statistics are kept, which take the place of the instance's own when it does not
/// train (default false).</param>
/// <param name="dtype">Dtype of the parameters and statistics (default float32).</param>
/// <param name="device">Where they are (default CPU).</param>
public partial class InstanceNorm3d(long numFeatures, double eps = 1e-5, double momentum = 0.1, bool affine = false,
    bool trackRunningStats = false, Dtype? dtype = null, Device? device = null)
    : InstanceNormNd(3, numFeatures, eps, momentum, affine, trackRunningStats, dtype, device);

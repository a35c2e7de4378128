namespace NativeTorch.NN;

/// <summary>Largest element of each of outputSize windows, which lie at random distances from each other: (N, C, H, W) to (N, C, H', W'),
/// or both without N. PyTorch: <c>torch.nn.FractionalMaxPool2d</c>.</summary>
/// <param name="kernelSize">A window's size: one number, or one for each direction.</param>
/// <param name="outputSize">How many windows there are. Either this or <paramref name="outputRatio"/> is given.</param>
/// <param name="outputRatio">How many there are for each element of the input, in (0, 1).</param>
/// <param name="randomSamples">(N, C, 2): numbers in [0, 1) instead of drawn ones.</param>
/// <exception cref="ArgumentException">Neither or both of outputSize and outputRatio are given.</exception>
public partial class FractionalMaxPool2d(Pair kernelSize, Pair? outputSize = null, ScaleFactor? outputRatio = null,
    Tensor? randomSamples = null)
    : FractionalMaxPoolNd(kernelSize.Sizes, outputSize?.Sizes, outputRatio, randomSamples);

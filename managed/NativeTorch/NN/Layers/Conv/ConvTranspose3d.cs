namespace NativeTorch.NN;

/// <summary>
/// Transposed convolution of volumes, the gradient of <see cref="Conv3d"/> for its input: (N, inChannels, D, H, W) to (N, outChannels, D', H', W'),
/// or both without N. PyTorch: <c>torch.nn.ConvTranspose3d</c>.
/// </summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(fanIn), fanIn = outChannels / groups * kernel elements, with PyTorch's
/// draws.</remarks>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the output.</param>
/// <param name="kernelSize">Depth, height and width of the kernels: <c>3</c> or <c>(3, 5, 5)</c>.</param>
/// <param name="stride">Distance between windows (default 1).</param>
/// <param name="padding">What is taken off the result on each side (default 0).</param>
/// <param name="outputPadding">What is added to the result behind (default 0); below stride or dilation.</param>
/// <param name="groups">Blocks of channels that do not see each other (default 1).</param>
/// <param name="bias">Whether a number is added to each output channel (default true).</param>
/// <param name="dilation">Distance between a kernel's elements (default 1).</param>
/// <param name="paddingMode">Zeros, and nothing else.</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
/// <exception cref="ArgumentException">The channels cannot be divided into the groups.</exception>
public partial class ConvTranspose3d(long inChannels, long outChannels, Triple kernelSize, Triple? stride = null, Triple? padding = null,
    Triple? outputPadding = null, long groups = 1, bool bias = true, Triple? dilation = null, PaddingMode paddingMode = PaddingMode.Zeros,
    Dtype? dtype = null, Device? device = null)
    : ConvTransposeNd(inChannels, outChannels, kernelSize.Sizes, (stride ?? 1).Sizes, (padding ?? 0).Sizes, (outputPadding ?? 0).Sizes,
        groups, bias, (dilation ?? 1).Sizes, paddingMode, dtype, device);

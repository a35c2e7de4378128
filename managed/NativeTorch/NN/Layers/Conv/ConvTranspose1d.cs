namespace NativeTorch.NN;

/// <summary>
/// Transposed convolution of rows, the gradient of <see cref="Conv1d"/> for its input: (N, inChannels, L) to (N, outChannels, L'),
/// or both without N. PyTorch: <c>torch.nn.ConvTranspose1d</c>.
/// </summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(fanIn), fanIn = outChannels / groups * kernel elements, with PyTorch's
/// draws.</remarks>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the output.</param>
/// <param name="kernelSize">Length of the kernels: a number.</param>
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
public partial class ConvTranspose1d(long inChannels, long outChannels, long kernelSize, long stride = 1, long padding = 0,
    long outputPadding = 0, long groups = 1, bool bias = true, long dilation = 1, PaddingMode paddingMode = PaddingMode.Zeros,
    Dtype? dtype = null, Device? device = null)
    : ConvTransposeNd(inChannels, outChannels, [kernelSize], [stride], [padding], [outputPadding],
        groups, bias, [dilation], paddingMode, dtype, device);

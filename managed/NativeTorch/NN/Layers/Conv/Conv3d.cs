namespace NativeTorch.NN;

/// <summary>
/// Cross-correlation of volumes with learned kernels: (N, inChannels, D, H, W) to (N, outChannels, D', H', W'), or both without N, where
/// D' = floor((D + 2 padding - dilation (kernelSize - 1) - 1) / stride) + 1. PyTorch: <c>torch.nn.Conv3d</c>.
/// </summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(fanIn), fanIn = inChannels / groups * kernel elements, with PyTorch's
/// draws.</remarks>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the output.</param>
/// <param name="kernelSize">Depth, height and width of the kernels: <c>3</c> or <c>(3, 5, 5)</c>.</param>
/// <param name="stride">Distance between windows (default 1).</param>
/// <param name="padding">What is added on each side (default 0), or <c>ConvPadding.Same</c>.</param>
/// <param name="dilation">Distance between a kernel's elements (default 1).</param>
/// <param name="groups">Blocks of channels that do not see each other (default 1).</param>
/// <param name="bias">Whether a number is added to each output channel (default true).</param>
/// <param name="paddingMode">What stands in the border that padding adds (default zeros).</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
/// <exception cref="ArgumentException">The channels cannot be divided into the groups, or the padding does not fit.</exception>
public partial class Conv3d(long inChannels, long outChannels, Triple kernelSize, Triple? stride = null, ConvBorder padding = default,
    Triple? dilation = null, long groups = 1, bool bias = true, PaddingMode paddingMode = PaddingMode.Zeros, Dtype? dtype = null,
    Device? device = null)
    : ConvNd(inChannels, outChannels, kernelSize.Sizes, (stride ?? 1).Sizes, padding, (dilation ?? 1).Sizes, groups, bias, paddingMode,
        dtype, device);

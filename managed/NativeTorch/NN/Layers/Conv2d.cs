namespace NativeTorch.NN;

/// <summary>
/// Cross-correlation of images with learned kernels: (N, inChannels, H, W) to (N, outChannels, H', W'), or both without N, where
/// H' = floor((H + 2 padding - dilation (kernelSize - 1) - 1) / stride) + 1. PyTorch: <c>torch.nn.Conv2d</c>.
/// </summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(fanIn) with fanIn = inChannels / groups * kernel elements, with PyTorch's draws.</remarks>
public partial class Conv2d : Layer
{
    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernels: <c>5</c> or <c>(3, 5)</c>.</param>
    /// <param name="stride">Distance between windows (default 1).</param>
    /// <param name="padding">Zeros added on each side (default 0).</param>
    /// <param name="dilation">Distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other (default 1).</param>
    /// <param name="bias">Whether a number is added to each output channel (default true).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">The channels cannot be divided into the groups.</exception>
    public Conv2d(long inChannels, long outChannels, Pair kernelSize, Pair? stride = null, Pair? padding = null, Pair? dilation = null,
        long groups = 1, bool bias = true, Dtype? dtype = null, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (inChannels % groups != 0 || outChannels % groups != 0)
            throw new ArgumentException($"[Conv2d] {inChannels} and {outChannels} channels cannot be divided into {groups} groups");
        (InChannels, OutChannels, Groups, KernelSize) = (inChannels, outChannels, groups, kernelSize);
        (Stride, Padding, Dilation) = (stride ?? 1, padding ?? 0, dilation ?? 1);
        Weight = new Parameter(Torch.Empty([outChannels, inChannels / groups, kernelSize.Height, kernelSize.Width], dtype, device));
        Bias = bias ? new Parameter(Torch.Empty([outChannels], dtype, device)) : null;
        Init.Default_(Weight, Bias);
    }

    /// <summary>Channels of the input.</summary>
    public long InChannels { get; }

    /// <summary>Channels of the output.</summary>
    public long OutChannels { get; }

    /// <summary>Height and width of the kernels.</summary>
    public Pair KernelSize { get; }

    /// <summary>Distance between windows.</summary>
    public Pair Stride { get; }

    /// <summary>Zeros added on each side.</summary>
    public Pair Padding { get; }

    /// <summary>Distance between a kernel's elements.</summary>
    public Pair Dilation { get; }

    /// <summary>Blocks of channels that do not see each other.</summary>
    public long Groups { get; }

    /// <summary>The kernels: (outChannels, inChannels / groups, height, width).</summary>
    public Parameter Weight { get; set; }

    /// <summary>(outChannels); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Conv2d(input, Weight, Bias, Stride, Padding, Dilation, Groups);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InChannels}, {OutChannels}, kernel_size={KernelSize.ToTupleString()}, stride={Stride.ToTupleString()}"
        + (Padding is { Height: 0, Width: 0 } ? "" : $", padding={Padding.ToTupleString()}")
        + (Dilation is { Height: 1, Width: 1 } ? "" : $", dilation={Dilation.ToTupleString()}")
        + (Groups == 1 ? "" : $", groups={Groups}")
        + (Bias is null ? ", bias=False" : "");
}

namespace NativeTorch.NN;

/// <summary>Base of the convolutions: their sizes, weight and bias, which start uniform in ±1 / sqrt(fanIn) with PyTorch's draws.</summary>
public abstract partial class ConvNd : Layer
{
    private protected ConvNd(long inChannels, long outChannels, Shape kernelSize, Shape stride, ConvBorder padding, Shape dilation,
        long groups, bool bias, PaddingMode paddingMode, Dtype? dtype, Device? device, bool transposed = false)
    {
        if (groups <= 0)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"[{Name}] groups are not positive");
        if (inChannels % groups != 0 || outChannels % groups != 0)
            throw new ArgumentException($"[{Name}] {inChannels} and {outChannels} channels cannot be divided into {groups} groups");
        (InChannels, OutChannels, Groups, PaddingMode) = (inChannels, outChannels, groups, paddingMode);
        (KernelSize, Stride, Dilation, Padding) = (kernelSize, stride, dilation, padding.Along(kernelSize.Count, Name));
        if (Padding.IsSame && stride.AsSpan().IndexOfAnyExcept(1) >= 0)
            throw new ArgumentException($"[{Name}] padding that keeps the size goes with stride 1, not {stride}");
        long[] channels = transposed ? [inChannels, outChannels / groups] : [outChannels, inChannels / groups];
        Weight = new Parameter(Torch.Empty([.. channels, .. kernelSize], dtype, device));
        Bias = bias ? new Parameter(Torch.Empty([outChannels], dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>Channels of the input.</summary>
    public long InChannels { get; }

    /// <summary>Channels of the output.</summary>
    public long OutChannels { get; }

    /// <summary>The kernels' size along each direction.</summary>
    public Shape KernelSize { get; }

    /// <summary>Distance between windows along each direction.</summary>
    public Shape Stride { get; }

    /// <summary>What is added on each side.</summary>
    public ConvBorder Padding { get; }

    /// <summary>Distance between a kernel's elements along each direction.</summary>
    public Shape Dilation { get; }

    /// <summary>Blocks of channels that do not see each other.</summary>
    public long Groups { get; }

    /// <summary>What stands in the border that padding adds.</summary>
    public PaddingMode PaddingMode { get; }

    /// <summary>The kernels: (outChannels, inChannels / groups, ...), or transposed (inChannels, outChannels / groups, ...).</summary>
    public Parameter Weight { get; set; }

    /// <summary>(outChannels); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The layer's name in errors.</summary>
    private protected string Name => GetType().Name;

    /// <summary>Draws first values anew. PyTorch: <c>reset_parameters</c> of the convolutions.</summary>
    public void ResetParameters() => Init.Default_(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (PaddingMode == PaddingMode.Zeros)
            return F.Convolve(KernelSize.Count, input, Weight, Bias, Stride, Padding.Sizes, Padding.IsSame, Dilation, Groups);
        Tensor padded = F.Pad(input, Border(), PaddingMode);
        return F.Convolve(KernelSize.Count, padded, Weight, Bias, Stride, 0, false, Dilation, Groups);
    }

    /// <summary>Padding before and behind, the last direction first; an odd element stands behind.</summary>
    long[] Border()
    {
        int rank = KernelSize.Count;
        var border = new long[2 * rank];
        for (int i = 0; i < rank; i++)
        {
            long kept = Dilation[i] * (KernelSize[i] - 1);
            (long before, long behind) = Padding.IsSame ? (kept / 2, kept - kept / 2) : (Padding.Sizes[i], Padding.Sizes[i]);
            (border[2 * (rank - 1 - i)], border[2 * (rank - 1 - i) + 1]) = (before, behind);
        }
        return border;
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InChannels}, {OutChannels}, kernel_size={KernelSize}, stride={Stride}"
        + (Padding.IsZero ? "" : $", padding={Padding}")
        + (Dilation.AsSpan().IndexOfAnyExcept(1) < 0 ? "" : $", dilation={Dilation}")
        + PrintedOutputPadding
        + (Groups == 1 ? "" : $", groups={Groups}")
        + (Bias is null ? ", bias=False" : "")
        + (PaddingMode == PaddingMode.Zeros ? "" : $", padding_mode={PaddingMode.ToString().ToLowerInvariant()}");

    private protected virtual string PrintedOutputPadding => "";
}

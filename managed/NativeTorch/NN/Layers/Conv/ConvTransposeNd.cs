namespace NativeTorch.NN;

/// <summary>Base of the transposed convolutions, each of which is a convolution's gradient for its input. Each size becomes
/// (size - 1) stride - 2 padding + dilation (kernelSize - 1) + outputPadding + 1.</summary>
public abstract partial class ConvTransposeNd : ConvNd
{
    private protected ConvTransposeNd(long inChannels, long outChannels, Shape kernelSize, Shape stride, Shape padding,
        Shape outputPadding, long groups, bool bias, Shape dilation, PaddingMode paddingMode, Dtype? dtype, Device? device)
        : base(inChannels, outChannels, kernelSize, stride, new ConvBorder(padding), dilation, groups, bias, paddingMode, dtype, device,
            transposed: true)
    {
        if (paddingMode != PaddingMode.Zeros)
            throw new ArgumentException($"[{Name}] its border is zeros, not {paddingMode}", nameof(paddingMode));
        OutputPadding = outputPadding;
    }

    /// <summary>What is added to the result behind, along each direction.</summary>
    public Shape OutputPadding { get; }

    /// <summary>The layer's output of a given size.</summary>
    /// <param name="input">What stands where a convolution's result does.</param>
    /// <param name="outputSize">The result's spatial size, or its whole shape; null is the smallest that fits, with
    /// <see cref="OutputPadding"/>.</param>
    /// <exception cref="ShapeMismatchException">No convolution of that size has the input's size.</exception>
    public Tensor Forward(Tensor input, long[]? outputSize) => outputSize is null
        ? Forward(input)
        : WithHooks(input, x => Transpose(x, Added(x, outputSize)));

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Transpose(input, OutputPadding);

    Tensor Transpose(Tensor input, Shape added) =>
        F.ConvolveTransposed(KernelSize.Count, input, Weight, Bias, Stride, Padding.Sizes, added, Groups, Dilation);

    /// <summary>The output padding that makes a size.</summary>
    Shape Added(Tensor input, ReadOnlySpan<long> outputSize)
    {
        int rank = KernelSize.Count, before = input.Dim == rank + 2 ? 2 : 1;
        if (outputSize.Length == before + rank)
            outputSize = outputSize[before..];
        if (outputSize.Length != rank || input.Dim < before + rank)
            throw new ShapeMismatchException(
                $"[{Name}] an output size of {outputSize.Length} numbers for an input {input.Shape}: it takes {rank} or {before + rank}");
        var added = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long smallest = (input.Size(before + i) - 1) * Stride[i] - 2 * Padding.Sizes[i] + Dilation[i] * (KernelSize[i] - 1) + 1;
            added[i] = outputSize[i] - smallest;
            if (added[i] < 0 || added[i] >= Stride[i])
                throw new ShapeMismatchException(
                    $"[{Name}] an output size of {outputSize[i]} for an input {input.Shape}: it is {smallest} to {smallest + Stride[i] - 1}");
        }
        return new Shape(added);
    }

    private protected override string PrintedOutputPadding =>
        OutputPadding.AsSpan().IndexOfAnyExcept(0) < 0 ? "" : $", output_padding={OutputPadding}";
}

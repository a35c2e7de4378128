namespace NativeTorch.NN;

/// <summary>Base of the max pooling layers.</summary>
/// <typeparam name="TSize">A number for each direction.</typeparam>
public abstract partial class MaxPoolNd<TSize> : Layer where TSize : struct
{
    private protected MaxPoolNd(TSize kernelSize, TSize? stride, TSize padding, TSize dilation, bool ceilMode) =>
        (KernelSize, Stride, Padding, Dilation, CeilMode) = (kernelSize, stride ?? kernelSize, padding, dilation, ceilMode);

    /// <summary>A window's size.</summary>
    public TSize KernelSize { get; }

    /// <summary>Distance between windows.</summary>
    public TSize Stride { get; }

    /// <summary>Elements of -inf added on each side.</summary>
    public TSize Padding { get; }

    /// <summary>Distance between a window's elements.</summary>
    public TSize Dilation { get; }

    /// <summary>Whether a last, partial window counts.</summary>
    public bool CeilMode { get; }

    /// <summary>The largest elements, and their positions in the flattened space (int64). PyTorch: <c>return_indices=True</c>.</summary>
    public abstract (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}, dilation={Dilation}, ceil_mode={Repr.Of(CeilMode)}";
}

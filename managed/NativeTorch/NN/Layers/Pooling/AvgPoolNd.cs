namespace NativeTorch.NN;

/// <summary>Base of the average pooling layers.</summary>
/// <typeparam name="TSize">A number for each direction.</typeparam>
public abstract partial class AvgPoolNd<TSize> : Layer where TSize : struct
{
    private protected AvgPoolNd(TSize kernelSize, TSize? stride, TSize padding, bool ceilMode, bool countIncludePad) =>
        (KernelSize, Stride, Padding, CeilMode, CountIncludePad) = (kernelSize, stride ?? kernelSize, padding, ceilMode, countIncludePad);

    /// <summary>A window's size.</summary>
    public TSize KernelSize { get; }

    /// <summary>Distance between windows.</summary>
    public TSize Stride { get; }

    /// <summary>Zeros added on each side.</summary>
    public TSize Padding { get; }

    /// <summary>Whether a last, partial window counts.</summary>
    public bool CeilMode { get; }

    /// <summary>Whether padding counts in the divisor.</summary>
    public bool CountIncludePad { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"kernel_size={Print(KernelSize)}, stride={Print(Stride)}, padding={Print(Padding)}";

    /// <summary>A single number as a tuple, as PyTorch keeps it here.</summary>
    static string Print(TSize size) => size is long ? $"({size},)" : $"{size}";
}

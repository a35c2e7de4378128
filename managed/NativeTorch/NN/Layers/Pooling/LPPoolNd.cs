namespace NativeTorch.NN;

/// <summary>Base of the power-average pooling layers: (sum of x^p)^(1/p) over each window.</summary>
/// <typeparam name="TSize">A number for each direction.</typeparam>
public abstract partial class LPPoolNd<TSize> : Layer where TSize : struct
{
    private protected LPPoolNd(double normType, TSize kernelSize, TSize? stride, bool ceilMode) =>
        (NormType, KernelSize, Stride, CeilMode) = (normType, kernelSize, stride, ceilMode);

    /// <summary>p.</summary>
    public double NormType { get; }

    /// <summary>A window's size.</summary>
    public TSize KernelSize { get; }

    /// <summary>Distance between windows; null is their size.</summary>
    public TSize? Stride { get; }

    /// <summary>Whether a last, partial window counts.</summary>
    public bool CeilMode { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"norm_type={Repr.Of(NormType)}, kernel_size={KernelSize}, "
        + $"stride={Stride?.ToString() ?? "None"}, ceil_mode={Repr.Of(CeilMode)}";
}

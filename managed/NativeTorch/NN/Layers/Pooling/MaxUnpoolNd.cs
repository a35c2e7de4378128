namespace NativeTorch.NN;

/// <summary>Base of the layers that put the maxima of windows back where max pooling found them; the rest is 0.</summary>
public abstract partial class MaxUnpoolNd : Module
{
    private protected MaxUnpoolNd(Shape kernelSize, Shape? stride, Shape padding) =>
        (KernelSize, Stride, Padding) = (kernelSize, stride ?? kernelSize, padding);

    /// <summary>The windows' size along each direction.</summary>
    public Shape KernelSize { get; }

    /// <summary>Distance between windows along each direction.</summary>
    public Shape Stride { get; }

    /// <summary>How far windows reached over the edge along each direction.</summary>
    public Shape Padding { get; }

    /// <summary>The maxima at their places.</summary>
    /// <param name="input">The maxima.</param>
    /// <param name="indices">Their positions, which the pooling layer's ForwardWithIndices gave.</param>
    /// <param name="outputSize">The result's spatial size, or its whole shape; by default the smallest that fits.</param>
    /// <exception cref="ArgumentException">No pooling of that size has the input's size.</exception>
    public Tensor Forward(Tensor input, Tensor indices, long[]? outputSize = null) =>
        F.MaxUnpool(KernelSize.Count, input, indices, KernelSize, Stride, Padding, outputSize);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}";
}

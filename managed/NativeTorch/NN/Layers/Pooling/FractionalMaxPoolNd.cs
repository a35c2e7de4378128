namespace NativeTorch.NN;

/// <summary>Base of fractional max pooling.</summary>
public abstract partial class FractionalMaxPoolNd : Layer
{
    private protected FractionalMaxPoolNd(Shape kernelSize, Shape? outputSize, ScaleFactor? outputRatio, Tensor? randomSamples)
    {
        if (outputSize.HasValue == outputRatio.HasValue)
            throw new ArgumentException($"[{GetType().Name}] either an output size or an output ratio is given");
        if (outputRatio is { } ratio && !ratio.IsWithin(0, 1))
            throw new ArgumentOutOfRangeException(nameof(outputRatio), ratio, $"[{GetType().Name}] the output ratio is not within (0, 1)");
        (KernelSize, OutputSize, OutputRatio, RandomSamples) = (kernelSize, outputSize, outputRatio, randomSamples);
        if (randomSamples is not null)
            randomSamples.Scope = null;
    }

    /// <summary>A window's size along each direction.</summary>
    public Shape KernelSize { get; }

    /// <summary>How many windows there are along each direction; null where a ratio was given.</summary>
    public Shape? OutputSize { get; }

    /// <summary>How many windows there are for each element of the input; null where a size was given.</summary>
    public ScaleFactor? OutputRatio { get; }

    /// <summary>Numbers in [0, 1) instead of drawn ones; null where they are drawn.</summary>
    [Buffer, RegisterAs("_random_samples")]
    public Tensor? RandomSamples { get; set; }

    /// <summary>The largest elements, and their positions in the flattened space (int64). PyTorch: <c>return_indices=True</c>.</summary>
    public (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input) =>
        F.FractionalMaxPool(KernelSize.Count, input, KernelSize, OutputSize, OutputRatio, RandomSamples);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => ForwardWithIndices(input).Values;
}

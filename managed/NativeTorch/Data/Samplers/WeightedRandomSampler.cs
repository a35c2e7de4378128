namespace NativeTorch.Data;

/// <summary>Samples drawn with a weight for each, such as more of a rare class.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.WeightedRandomSampler</c>, whose order it has for the same seed.</remarks>
public sealed class WeightedRandomSampler : Sampler
{
    readonly double[] weights;
    readonly bool replacement;
    readonly Generator? generator;

    /// <summary>A sampler; nothing is drawn before it is enumerated.</summary>
    /// <param name="weights">The weight of each sample, not negative; they need not add up to 1.</param>
    /// <param name="numSamples">How many are drawn in a pass.</param>
    /// <param name="replacement">Whether a sample can be drawn again (default true).</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numSamples"/> is not positive.</exception>
    /// <exception cref="ArgumentException">In a pass: a weight is negative, infinite or NaN, or too few are above 0.</exception>
    public WeightedRandomSampler(ReadOnlySpan<double> weights, long numSamples, bool replacement = true, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numSamples);
        (this.weights, Count, this.replacement, this.generator) = (weights.ToArray(), numSamples, replacement, generator);
    }

    /// <summary>The same with the weights in a tensor of one dimension, any dtype.</summary>
    /// <exception cref="ShapeMismatchException">The weights have another number of dimensions.</exception>
    /// <inheritdoc cref="WeightedRandomSampler(ReadOnlySpan{double}, long, bool, Generator?)"/>
    public WeightedRandomSampler(Tensor weights, long numSamples, bool replacement = true, Generator? generator = null)
        : this(Numbers(weights), numSamples, replacement, generator) { }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override IEnumerator<long> GetEnumerator()
    {
        long[] order;
        using (Tensor all = Torch.Tensor<double>(weights))
        using (Tensor drawn = Torch.Multinomial(all, Count, replacement, generator))
            order = drawn.ToArray<long>();
        foreach (long index in order)
            yield return index;
    }

    static double[] Numbers(Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Dim != 1)
            throw new ShapeMismatchException($"[WeightedRandomSampler] weights of shape {weights.Shape}: one dimension is needed");
        return weights.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();
    }
}

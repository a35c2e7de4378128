namespace NativeTorch.Data;

/// <summary>All samples in a random order, another one in each pass; or so many, each drawn from all of them.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.RandomSampler</c>, whose order it has for the same seed. Without a generator a pass draws one seed
/// from the default generator, and everything else from a generator with that seed.</remarks>
public sealed class RandomSampler : Sampler
{
    const long Drawn = 32; // at a time, with replacement

    readonly IDataset dataset;
    readonly long? numSamples;
    readonly bool replacement;
    readonly Generator? generator;

    /// <summary>A sampler; nothing is drawn before it is enumerated.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="replacement">Whether a sample may come again before all others have come (default false).</param>
    /// <param name="numSamples">How many a pass has; null is as many as there are. More than that, without replacement, are several
    /// permutations, the last one cut off.</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numSamples"/> is not positive.</exception>
    public RandomSampler(IDataset dataset, bool replacement = false, long? numSamples = null, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numSamples ?? 1, nameof(numSamples));
        (this.dataset, this.replacement, this.numSamples, this.generator) = (dataset, replacement, numSamples, generator);
    }

    /// <inheritdoc/>
    public override long Count => numSamples ?? dataset.Count;

    /// <inheritdoc/>
    public override IEnumerator<long> GetEnumerator() => replacement ? WithReplacement() : Permutations();

    IEnumerator<long> Permutations()
    {
        long count = dataset.Count, wanted = Count;
        if (count == 0)
            yield break;
        Generator source = Source();
        for (; wanted >= count; wanted -= count)
            foreach (long index in Permutation(count, source))
                yield return index;
        // PyTorch draws the last permutation even where it takes nothing of it, which a generator of the user's own shows.
        long[] last = Permutation(count, source);
        for (long i = 0; i < wanted; i++)
            yield return last[i];
    }

    IEnumerator<long> WithReplacement()
    {
        long count = dataset.Count;
        if (count == 0)
            yield break;
        Generator source = Source();
        for (long left = Count; left > 0; left -= Drawn)
            foreach (long index in Any(count, Math.Min(left, Drawn), source))
                yield return index;
    }

    Generator Source() => generator ?? new Generator(Generator.DrawSeed(null));

    static long[] Permutation(long count, Generator source)
    {
        using Tensor order = Torch.RandPerm(count, generator: source);
        return order.ToArray<long>();
    }

    static long[] Any(long count, long number, Generator source)
    {
        using Tensor drawn = Torch.RandInt(count, [number], generator: source);
        return drawn.ToArray<long>();
    }
}

namespace NativeTorch.Data;

public abstract partial class Dataset
{
    /// <summary>Divides the samples at random into sets of the given lengths, which share none: <c>data.RandomSplit([50_000, 10_000])</c>.</summary>
    /// <remarks>PyTorch: <c>torch.utils.data.random_split</c>, which puts the same samples there for the same seed.</remarks>
    /// <param name="lengths">How many samples each set has; together as many as there are.</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentException">The lengths don't add up to the number of samples, or one is negative.</exception>
    public Subset[] RandomSplit(ReadOnlySpan<long> lengths, Generator? generator = null)
    {
        long sum = 0;
        foreach (long length in lengths)
        {
            if (length < 0)
                throw new ArgumentException($"[random_split] a length of {length}", nameof(lengths));
            sum += length;
        }
        if (sum != Count)
            throw new ArgumentException($"[random_split] the lengths add up to {sum}, and there are {Count} samples", nameof(lengths));
        long[] order;
        using (Tensor drawn = Torch.RandPerm(Count, generator: generator))
            order = drawn.ToArray<long>();
        var parts = new Subset[lengths.Length];
        long start = 0;
        for (int i = 0; i < parts.Length; start += lengths[i++])
            parts[i] = new Subset(this, order[(int)start..(int)(start + lengths[i])]);
        return parts;
    }

    /// <summary>Divides the samples at random into sets of the given parts of them: <c>data.RandomSplit([0.8, 0.2])</c>.</summary>
    /// <remarks>PyTorch: <c>torch.utils.data.random_split</c>. Each set has floor(fraction * count) samples; those that are left go to the
    /// first sets, one each.</remarks>
    /// <param name="fractions">Numbers from 0 to 1 that add up to 1.</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentException">They don't add up to 1, or one is not between 0 and 1.</exception>
    public Subset[] RandomSplit(ReadOnlySpan<double> fractions, Generator? generator = null)
    {
        double sum = 0;
        foreach (double fraction in fractions)
        {
            if (fraction is not (>= 0 and <= 1))
                throw new ArgumentException($"[random_split] a fraction of {fraction}, which is not between 0 and 1", nameof(fractions));
            sum += fraction;
        }
        if (Math.Abs(sum - 1) > 1e-9)
            throw new ArgumentException($"[random_split] the fractions add up to {sum}, not to 1", nameof(fractions));
        var lengths = new long[fractions.Length];
        long left = Count;
        for (int i = 0; i < lengths.Length; i++)
            left -= lengths[i] = (long)Math.Floor(Count * fractions[i]);
        for (int i = 0; left > 0; left--, i++)
            lengths[i % lengths.Length]++;
        return RandomSplit(lengths, generator);
    }
}

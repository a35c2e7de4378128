namespace NativeTorch.Logging;

/// <summary>What TensorBoard keeps of many values: their range, sums, and how many lie in each bucket.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumSquares">The sum of their squares.</param>
/// <param name="BucketLimits">The right end of each bucket, rising.</param>
/// <param name="BucketCounts">How many values lie in each bucket.</param>
readonly record struct HistogramData(double Min, double Max, double Count, double Sum, double SumSquares, double[] BucketLimits,
    double[] BucketCounts)
{
    /// <summary>Counts values.</summary>
    /// <param name="values">Any shape and real dtype.</param>
    /// <param name="bins">Where the buckets end.</param>
    /// <param name="maxBins">How many buckets there may be; neighbours are put together beyond that.</param>
    public static HistogramData Of(Tensor values, HistogramBins bins, int? maxBins)
    {
        if (values.Numel == 0)
            throw new ArgumentException($"[add_histogram] a {values.Shape} tensor has no values", nameof(values));
        if (maxBins < 1)
            throw new ArgumentOutOfRangeException(nameof(maxBins), maxBins, "[add_histogram] there is at least one bin");
        using var noGrad = Torch.NoGrad();
        Tensor flat = values.Detach().To(Device.Cpu, Dtype.Float64).Reshape(-1);
        (double min, double max) = (flat.Min().Item<double>(), flat.Max().Item<double>());
        double[] edges = bins.Edges(flat, min, max);
        double[] counts = Counts(flat, edges);
        if (counts.Length > maxBins)
            (edges, counts) = Join(edges, counts, counts.Length / maxBins.Value);
        (edges, counts) = Trim(edges, counts);
        return new HistogramData(min, max, flat.Numel, flat.Sum().Item<double>(), flat.Dot(flat).Item<double>(), edges, counts);
    }

    /// <summary>How many values lie in each bin: from its left edge up to, but not with, its right one, which only the last has
    /// too.</summary>
    public static double[] Counts(Tensor flat, double[] edges)
    {
        using Tensor ends = Torch.Tensor<double>(edges.AsSpan()), above = flat.Bucketize(ends, right: true);
        var counts = new double[edges.Length - 1];
        ReadOnlySpan<long> places = above.AsSpan<long>();
        ReadOnlySpan<double> numbers = flat.AsSpan<double>();
        for (int i = 0; i < places.Length; i++)
        {
            long place = places[i];
            if (place >= 1 && place < edges.Length)
                counts[place - 1]++;
            else if (place == edges.Length && numbers[i] == edges[^1])
                counts[^1]++;
        }
        GC.KeepAlive(flat);
        return counts;
    }

    /// <summary>Puts <paramref name="width"/> neighbours together.</summary>
    static (double[] Edges, double[] Counts) Join(double[] edges, double[] counts, int width) =>
    (
        [.. edges[..^1].Where((_, i) => i % width == 0), edges[^1]],
        [.. counts.Chunk(width).Select(part => part.Sum())]
    );

    /// <summary>From the bucket before the first value to that of the last: TensorBoard shows right ends only, so an empty one
    /// comes first.</summary>
    static (double[] Limits, double[] Counts) Trim(double[] edges, double[] counts)
    {
        int first = Array.FindIndex(counts, count => count > 0), last = Array.FindLastIndex(counts, count => count > 0);
        if (first < 0) // no value lies in any bin
            (first, last) = (0, -1);
        return (edges[first..(last + 2)], first > 0 ? counts[(first - 1)..(last + 1)] : [0, .. counts[..(last + 1)]]);
    }
}

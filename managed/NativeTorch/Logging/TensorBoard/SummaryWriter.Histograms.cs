namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a histogram of a tensor's elements.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="values">Any shape, any real dtype; counted in float64. NaN is in no bucket.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="bins">The buckets (default <see cref="HistogramBins.TensorFlow"/>).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <param name="maxBins">How many buckets there may be; neighbours are put together beyond that.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_histogram</c>.</remarks>
    /// <exception cref="ArgumentException">There is no element, or one is not finite where buckets are to be equal.</exception>
    public void AddHistogram(string tag, Tensor values, long? globalStep = null, HistogramBins? bins = null,
        DateTimeOffset? wallTime = null,
        int? maxBins = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(values);
        Add(globalStep, wallTime, SummaryMessage.Histogram(tag, HistogramData.Of(values, bins ?? HistogramBins.TensorFlow, maxBins)));
    }

    /// <summary>Adds a histogram that was counted elsewhere.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="num">How many values there are.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="sumSquares">The sum of their squares.</param>
    /// <param name="bucketLimits">The right end of each bucket, rising.</param>
    /// <param name="bucketCounts">How many values lie in each bucket.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_histogram_raw</c>.</remarks>
    /// <exception cref="ArgumentException">There are more or fewer limits than counts.</exception>
    public void AddHistogramRaw(string tag, double min, double max, double num, double sum, double sumSquares,
        IReadOnlyList<double> bucketLimits,
        IReadOnlyList<double> bucketCounts, long? globalStep = null, DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(bucketLimits);
        ArgumentNullException.ThrowIfNull(bucketCounts);
        if (bucketLimits.Count != bucketCounts.Count)
            throw new ArgumentException($"[add_histogram_raw] {bucketLimits.Count} limits and {bucketCounts.Count} counts of buckets",
                nameof(bucketCounts));
        Add(globalStep, wallTime,
            SummaryMessage.Histogram(tag, new HistogramData(min, max, num, sum, sumSquares, [.. bucketLimits], [.. bucketCounts])));
    }
}

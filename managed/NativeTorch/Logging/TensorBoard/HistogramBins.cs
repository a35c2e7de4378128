namespace NativeTorch.Logging;

/// <summary>Where the buckets of a histogram end: TensorFlow's fixed ones, a rule, a number of equal ones, or edges of one's own.</summary>
/// <remarks>
/// <code>
/// writer.AddHistogram("fc1.weight", weight, step);                     // TensorFlow's
/// writer.AddHistogram("fc1.weight", weight, step, HistogramBins.Auto);
/// writer.AddHistogram("fc1.weight", weight, step, 30);
/// writer.AddHistogram("fc1.weight", weight, step, new[] { -1.0, 0, 1 });
/// </code>
/// PyTorch: the <c>bins</c> of <c>SummaryWriter.add_histogram</c>, which are those of <c>numpy.histogram</c>.</remarks>
public sealed class HistogramBins
{
    static readonly double[] tensorFlowEdges = MakeTensorFlowEdges();

    readonly Func<Tensor, double, double, double[]> edges;

    HistogramBins(Func<Tensor, double, double, double[]> edges) => this.edges = edges;

    HistogramBins(Func<Tensor, double, double> width) => edges = (values, min, max) =>
        Equal(min, max, Number(width(values, max - min), max - min));

    /// <summary>TensorFlow's: zero, and both signs of 10^-12 1.1^k up to 10^20. The same in every step, so that TensorBoard can
    /// compare.</summary>
    public static HistogramBins TensorFlow { get; } = new((_, _, _) => tensorFlowEdges);

    /// <summary>The narrower of <see cref="FreedmanDiaconis"/> and <see cref="Sturges"/>. PyTorch: <c>"auto"</c>.</summary>
    public static HistogramBins Auto { get; } = new(BinWidth.Auto);

    /// <summary>Bins of 2 IQR / n^(1/3). PyTorch: <c>"fd"</c>.</summary>
    public static HistogramBins FreedmanDiaconis { get; } = new(BinWidth.FreedmanDiaconis);

    /// <summary>Sturges' rule with the skewness of the values. PyTorch: <c>"doane"</c>.</summary>
    public static HistogramBins Doane { get; } = new(BinWidth.Doane);

    /// <summary>Bins of (24 sqrt(pi) / n)^(1/3) standard deviations. PyTorch: <c>"scott"</c>.</summary>
    public static HistogramBins Scott { get; } = new(BinWidth.Scott);

    /// <summary>2 n^(1/3) bins. PyTorch: <c>"rice"</c>.</summary>
    public static HistogramBins Rice { get; } = new(BinWidth.Rice);

    /// <summary>log2(n) + 1 bins. PyTorch: <c>"sturges"</c>.</summary>
    public static HistogramBins Sturges { get; } = new(BinWidth.Sturges);

    /// <summary>sqrt(n) bins. PyTorch: <c>"sqrt"</c>.</summary>
    public static HistogramBins Sqrt { get; } = new(BinWidth.Sqrt);

    /// <summary>As many bins as have the smallest error when each value is left out once. PyTorch: <c>"stone"</c>.</summary>
    public static HistogramBins Stone { get; } = new(BinWidth.Stone);

    /// <summary>Equal bins from the smallest to the largest value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is not at least one.</exception>
    public static implicit operator HistogramBins(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new HistogramBins((_, min, max) => Equal(min, max, count));
    }

    /// <summary>Bins between these edges, which rise. Values beyond them are not counted.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, or they do not rise.</exception>
    public static implicit operator HistogramBins(double[] edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Length < 2 || edges.Zip(edges.Skip(1)).Any(pair => !(pair.First <= pair.Second)))
            throw new ArgumentException("[add_histogram] there are at least two edges of bins, and they rise", nameof(edges));
        double[] copy = [.. edges];
        return new HistogramBins((_, _, _) => copy);
    }

    internal double[] Edges(Tensor values, double min, double max) => edges(values, min, max);

    /// <summary>Edges of equal bins; where all values are the same, half to both sides.</summary>
    internal static double[] Equal(double min, double max, int count)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max))
            throw new ArgumentException(
                $"[add_histogram] values from {min} to {max} have no equal bins; HistogramBins.TensorFlow takes them");
        (double first, double last) = min == max ? (min - 0.5, max + 0.5) : (min, max);
        double step = (last - first) / count;
        return [.. Enumerable.Range(0, count).Select(i => first + i * step), last];
    }

    static int Number(double width, double range) => width > 0 && range > 0 ? checked((int)Math.Ceiling(range / width)) : 1;

    static double[] MakeTensorFlowEdges()
    {
        List<double> positive = [];
        for (double v = 1e-12; v < 1e20; v *= 1.1)
            positive.Add(v);
        return [.. Enumerable.Reverse(positive).Select(v => -v), 0, .. positive];
    }
}

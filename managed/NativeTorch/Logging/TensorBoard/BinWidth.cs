namespace NativeTorch.Logging;

/// <summary>How wide equal bins of a histogram should be, by numpy's rules; 0 where a rule has no answer.</summary>
static class BinWidth
{
    public static double Sqrt(Tensor values, double range) => range / Math.Sqrt(values.Numel);

    public static double Sturges(Tensor values, double range) => range / (Math.Log2(values.Numel) + 1);

    public static double Rice(Tensor values, double range) => range / (2 * Math.Pow(values.Numel, 1.0 / 3));

    public static double Scott(Tensor values, double range) =>
        Math.Pow(24 * Math.Sqrt(Math.PI) / values.Numel, 1.0 / 3) * Deviation(values);

    public static double FreedmanDiaconis(Tensor values, double range)
    {
        // numpy.percentile's straight line between neighbours in order
        Tensor sorted = values.Sort().Values;
        return 2 * (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / Math.Pow(values.Numel, 1.0 / 3);
    }

    public static double Auto(Tensor values, double range)
    {
        double freedman = FreedmanDiaconis(values, range), sturges = Sturges(values, range);
        return freedman > 0 ? Math.Min(freedman, sturges) : sturges;
    }

    public static double Doane(Tensor values, double range)
    {
        double n = values.Numel, deviation = Deviation(values);
        if (n <= 2 || !(deviation > 0))
            return 0;
        double spread = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        double skewness = values.Sub(values.Mean()).Div(deviation).Pow(3).Mean().Item<double>();
        return range / (1 + Math.Log2(n) + Math.Log2(1 + Math.Abs(skewness) / spread));
    }

    public static double Stone(Tensor values, double range)
    {
        double n = values.Numel;
        if (n <= 1 || range == 0)
            return 0;
        double min = values.Min().Item<double>();
        double Loss(int count)
        {
            double squares = HistogramData.Counts(values, HistogramBins.Equal(min, min + range, count)).Sum(c => c / n * (c / n));
            return (2 - (n + 1) * squares) / (range / count);
        }
        return range / Enumerable.Range(1, Math.Max(100, (int)Math.Sqrt(n))).MinBy(Loss);
    }

    static double Deviation(Tensor values) => values.Std(correction: 0).Item<double>();

    static double Quantile(Tensor sorted, double q)
    {
        double place = q * (sorted.Numel - 1);
        long below = (long)place;
        double low = sorted.Select(0, below).Item<double>(), high = sorted.Select(0, Math.Min(below + 1, sorted.Numel - 1)).Item<double>();
        return low + (high - low) * (place - below);
    }
}

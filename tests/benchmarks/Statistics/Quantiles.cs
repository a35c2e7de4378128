namespace NativeTorch.Benchmarks.Statistics;

/// <summary>Quantiles of samples, between two of them by their distance (numpy's and R's default).</summary>
static class Quantiles
{
    public static double Of(IEnumerable<double> samples, double q)
    {
        double[] sorted = [.. samples.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("no samples", nameof(samples));
        double place = q * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public static double Median(IEnumerable<double> samples) => Of(samples, 0.5);

    /// <summary>exp(mean(log(x))): what ratios are averaged with, so that 2 and 1/2 cancel.</summary>
    public static double GeometricMean(IEnumerable<double> ratios)
    {
        double[] logs = [.. ratios.Select(r => Math.Log(r))];
        return logs.Length == 0 ? double.NaN : Math.Exp(logs.Average());
    }
}

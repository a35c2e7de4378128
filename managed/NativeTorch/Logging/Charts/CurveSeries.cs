namespace NativeTorch.Logging;

/// <summary>A line of a chart.</summary>
sealed record CurveSeries(string Name, (double X, double Y)[] Points)
{
    /// <summary>TensorBoard's smoothing: a mean in which each point counts <paramref name="weight"/> times what the next one
    /// does.</summary>
    public CurveSeries Smooth(double weight)
    {
        double sum = 0, total = 0;
        var smooth = new (double X, double Y)[Points.Length];
        for (int i = 0; i < smooth.Length; i++)
        {
            (double x, double y) = Points[i];
            if (double.IsFinite(y))
            {
                sum = sum * weight + (1 - weight) * y;
                total = total * weight + (1 - weight); // so that the first points are not drawn towards 0
            }
            smooth[i] = (x, double.IsFinite(y) ? sum / total : y);
        }
        return this with { Points = smooth };
    }

    /// <summary>Few enough points for a picture: of those that share a column of pixels the lowest and the highest are kept.</summary>
    /// <param name="columnOf">The column of a point with this X.</param>
    /// <param name="columns">How many there are.</param>
    public CurveSeries Thin(Func<double, int> columnOf, int columns)
    {
        if (Points.Length <= 4 * columns)
            return this;
        var kept = new List<(double X, double Y)>();
        for (int from = 0, to; from < Points.Length; from = to)
        {
            int low = from, high = from, column = columnOf(Points[from].X);
            for (to = from + 1; to < Points.Length && columnOf(Points[to].X) == column; to++)
            {
                low = Points[to].Y < Points[low].Y || !double.IsFinite(Points[low].Y) ? to : low;
                high = Points[to].Y > Points[high].Y || !double.IsFinite(Points[high].Y) ? to : high;
            }
            kept.Add(Points[Math.Min(low, high)]);
            if (low != high)
                kept.Add(Points[Math.Max(low, high)]);
        }
        return this with { Points = [.. kept] };
    }
}

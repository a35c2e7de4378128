namespace NativeTorch.Logging;

/// <summary>A chart of what a training run logged: lines over steps or epochs, as SVG, which browsers and Markdown viewers show.</summary>
/// <remarks>
/// <code>
/// var curve = new TrainingCurve("mnist", xLabel: "epoch", yLabel: "loss") { LogY = true };
/// curve.Add("train", trainLoss).Add("validation", validationLoss).Save("loss.svg");
/// </code>
/// The same points give the same text on every machine.</remarks>
/// <param name="title">Above the chart.</param>
/// <param name="xLabel">Below the horizontal axis.</param>
/// <param name="yLabel">Beside the vertical axis.</param>
public sealed class TrainingCurve(string title = "", string xLabel = "", string yLabel = "")
{
    readonly List<CurveSeries> series = [];

    /// <summary>Above the chart.</summary>
    public string Title { get; } = title ?? throw new ArgumentNullException(nameof(title));

    /// <summary>Below the horizontal axis.</summary>
    public string XLabel { get; } = xLabel ?? throw new ArgumentNullException(nameof(xLabel));

    /// <summary>Beside the vertical axis.</summary>
    public string YLabel { get; } = yLabel ?? throw new ArgumentNullException(nameof(yLabel));

    /// <summary>Whether the vertical axis is logarithmic; points at or below 0 are not drawn then.</summary>
    public bool LogY { get; init; }

    /// <summary>Whether the horizontal axis is logarithmic; points at or below 0 are not drawn then.</summary>
    public bool LogX { get; init; }

    /// <summary>How much lines are smoothed: 0 (default) is not at all, towards 1 more and more; what was smoothed is seen faintly. It is
    /// TensorBoard's measure: a point counts so many times what the next one does.</summary>
    public double Smoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(Smoothing), value, "smoothing is at least 0 and below 1");
    }

    /// <summary>Pixels from left to right (default 640).</summary>
    public int Width { get; init => field = Size(value); } = 640;

    /// <summary>Pixels from top to bottom (default 400).</summary>
    public int Height { get; init => field = Size(value); } = 400;

    /// <summary>Adds a line.</summary>
    /// <param name="name">Its name, in the legend.</param>
    /// <param name="points">Its points, from left to right. A NaN or an infinity interrupts it.</param>
    /// <returns>This chart.</returns>
    public TrainingCurve Add(string name, IEnumerable<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(points);
        series.Add(new CurveSeries(name, [.. points]));
        return this;
    }

    /// <summary>Adds a line with a point for each step, the first at 1.</summary>
    /// <param name="name">Its name, in the legend.</param>
    /// <param name="values">The heights. A NaN or an infinity interrupts the line.</param>
    /// <returns>This chart.</returns>
    public TrainingCurve Add(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(name, values.Select((y, i) => (i + 1.0, y)));
    }

    /// <summary>Adds a line of numbers that <see cref="EventFile.ReadScalars"/> read.</summary>
    /// <param name="name">Its name, in the legend.</param>
    /// <param name="scalars">Its points.</param>
    /// <returns>This chart.</returns>
    public TrainingCurve Add(string name, IEnumerable<LoggedScalar> scalars)
    {
        ArgumentNullException.ThrowIfNull(scalars);
        return Add(name, scalars.Select(scalar => ((double)scalar.Step, scalar.Value)));
    }

    /// <summary>The chart as SVG.</summary>
    public string ToSvg() => CurveSvg.Draw(this, series);

    /// <summary>Writes the chart to a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => File.WriteAllText(path, ToSvg());

    static int Size(int value) => value is >= 200 and <= 10_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "a chart has from 200 to 10,000 pixels");
}

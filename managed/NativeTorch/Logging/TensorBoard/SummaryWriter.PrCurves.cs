namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a precision-recall curve: what a classifier finds, and how much of that is right, for thresholds from 0 to
    /// 1.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="labels">1 for what should be found, 0 for what should not: any shape, any dtype.</param>
    /// <param name="predictions">How probable each is, from 0 to 1: of the labels' shape.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="numThresholds">How many thresholds there are (default 127).</param>
    /// <param name="weights">What each counts: of the labels' shape (default 1).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_pr_curve</c>, which takes at most 127 thresholds.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two thresholds.</exception>
    public void AddPrCurve(string tag, Tensor labels, Tensor predictions, long? globalStep = null, int numThresholds = 127,
        Tensor? weights = null,
        DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        AddPrCurve(tag, PrCurve.Of(labels, predictions, weights, numThresholds), numThresholds, globalStep, wallTime);
    }

    /// <summary>Adds a precision-recall curve that was computed elsewhere; each list has an element for each threshold, from 0 to
    /// 1.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="truePositiveCounts">What was found rightly.</param>
    /// <param name="falsePositiveCounts">What was found wrongly.</param>
    /// <param name="trueNegativeCounts">What was rightly not found.</param>
    /// <param name="falseNegativeCounts">What was missed.</param>
    /// <param name="precision">How much of what was found is right.</param>
    /// <param name="recall">How much of what should be found was.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_pr_curve_raw</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The lists differ in length.</exception>
    public void AddPrCurveRaw(string tag, IReadOnlyList<double> truePositiveCounts, IReadOnlyList<double> falsePositiveCounts,
        IReadOnlyList<double> trueNegativeCounts, IReadOnlyList<double> falseNegativeCounts, IReadOnlyList<double> precision,
        IReadOnlyList<double> recall, long? globalStep = null, DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        IReadOnlyList<double>[] rows = [truePositiveCounts, falsePositiveCounts, trueNegativeCounts, falseNegativeCounts, precision,
            recall];
        if (rows.Any(row => row.Count != rows[0].Count))
            throw new ShapeMismatchException($"[add_pr_curve_raw] lists of {string.Join(", ", rows.Select(row => row.Count))} elements");
        AddPrCurve(tag, [.. rows.SelectMany(row => row).Select(value => (float)value)], rows[0].Count, globalStep, wallTime);
    }

    // PrCurvePluginData: num_thresholds = 2
    void AddPrCurve(string tag, float[] rows, int numThresholds, long? globalStep, DateTimeOffset? wallTime) => Add(globalStep, wallTime,
        SummaryMessage.Floats(tag, rows, [PrCurve.Rows, numThresholds],
            SummaryMessage.Metadata("pr_curves", new ProtoWriter().Integer(2, numThresholds))));
}

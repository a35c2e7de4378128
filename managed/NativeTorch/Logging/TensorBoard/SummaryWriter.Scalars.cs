namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a number.</summary>
    /// <param name="tag">Its name; what is before a "/" groups charts.</param>
    /// <param name="scalarValue">The number, kept as float32.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <param name="newStyle">Whether it is written as a tensor, as TensorFlow 2 does.</param>
    /// <param name="doublePrecision">Whether a tensor keeps it as float64.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_scalar</c>.</remarks>
    public void AddScalar(string tag, double scalarValue, long? globalStep = null, DateTimeOffset? wallTime = null, bool newStyle = false,
        bool doublePrecision = false)
    {
        ArgumentNullException.ThrowIfNull(tag);
        Add(globalStep, wallTime, newStyle ? SummaryMessage.ScalarTensor(tag, scalarValue, doublePrecision)
            : SummaryMessage.Scalar(tag, scalarValue));
    }

    /// <summary>Adds the only element of a tensor; on a GPU this waits for it.</summary>
    /// <param name="tag">Its name; what is before a "/" groups charts.</param>
    /// <param name="scalarValue">A tensor of one element, kept as float32.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <param name="newStyle">Whether it is written as a tensor, as TensorFlow 2 does.</param>
    /// <param name="doublePrecision">Whether a tensor keeps it as float64.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_scalar</c>.</remarks>
    /// <exception cref="ArgumentException">There are several elements, or none.</exception>
    public void AddScalar(string tag, Tensor scalarValue, long? globalStep = null, DateTimeOffset? wallTime = null, bool newStyle = false,
        bool doublePrecision = false)
    {
        ArgumentNullException.ThrowIfNull(scalarValue);
        AddScalar(tag, scalarValue.Item<double>(), globalStep, wallTime, newStyle, doublePrecision);
    }

    /// <summary>Adds numbers that TensorBoard shows in one chart. Each has a folder of its own beside the run's file, which is a run: its
    /// name is <paramref name="mainTag"/> with "_" for "/", "_", and the number's name.</summary>
    /// <param name="mainTag">The chart's name.</param>
    /// <param name="tagScalars">The numbers by name.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the events (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_scalars</c>.</remarks>
    public void AddScalars(string mainTag, IEnumerable<KeyValuePair<string, double>> tagScalars, long? globalStep = null,
        DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(mainTag);
        ArgumentNullException.ThrowIfNull(tagScalars);
        DateTimeOffset time = wallTime ?? clock.GetUtcNow();
        foreach ((string tag, double value) in tagScalars)
            FileOf(Path.Combine(LogDir, $"{mainTag.Replace('/', '_')}_{tag}"))
                .Add(EventMessage.Summary(time, globalStep ?? 0, SummaryMessage.Scalar(mainTag, value)));
    }

    /// <summary>Says which numbers the "custom scalars" page shows together.</summary>
    /// <param name="layout">Categories, with charts by title.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_custom_scalars</c>.</remarks>
    public void AddCustomScalars(IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, CustomChart>>> layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        // Layout: category = 2; Category: title = 1, chart = 2; Chart: title = 1, then what it shows
        ProtoWriter message = new ProtoWriter().Messages(2, layout, category => new ProtoWriter().String(1, category.Key)
            .Messages(2, category.Value, chart => chart.Value.Write(chart.Key)));
        Add(null, null, SummaryMessage.Bytes("custom_scalars__config__", message.Written, [], SummaryMessage.Metadata("custom_scalars")));
    }
}

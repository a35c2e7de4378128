namespace NativeTorch.Logging;

/// <summary>An event of an event file.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Step">The step; 0 where none was given.</param>
public sealed record LoggedEvent(DateTimeOffset Time, long Step)
{
    /// <summary>The values that were added.</summary>
    public IReadOnlyList<LoggedValue> Values { get; init; } = [];

    /// <summary>The format's version, "brain.Event:2": in a file's first event.</summary>
    public string? FileVersion { get; init; }

    /// <summary>A graph, as the bytes of TensorFlow's GraphDef message.</summary>
    public byte[]? GraphDef { get; init; }

    /// <summary>Whether a session starts here: what earlier files have of this step and later ones does not count.</summary>
    public bool IsSessionStart { get; init; }
}

/// <summary>A value of an event: one of a number, a histogram, a picture, a sound, a tensor.</summary>
/// <param name="Tag">Its name.</param>
public sealed record LoggedValue(string Tag)
{
    /// <summary>A number, in the old form or as a tensor for the plugin "scalars".</summary>
    public double? Scalar { get; init; }

    /// <summary>A histogram.</summary>
    public LoggedHistogram? Histogram { get; init; }

    /// <summary>The bytes of a picture's or a sound's file.</summary>
    public byte[]? File { get; init; }

    /// <summary>Numbers, or texts, of a shape.</summary>
    public LoggedTensor? Tensor { get; init; }

    /// <summary>Which plugin of TensorBoard shows the value; empty where that goes by its kind.</summary>
    public string PluginName { get; init; } = "";

    /// <summary>What that plugin wants to know.</summary>
    public byte[] PluginContent { get; init; } = [];
}

/// <summary>A histogram.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumSquares">The sum of their squares.</param>
/// <param name="BucketLimits">The right end of each bucket.</param>
/// <param name="BucketCounts">How many values lie in each bucket.</param>
public sealed record LoggedHistogram(double Min, double Max, double Count, double Sum, double SumSquares,
    IReadOnlyList<double> BucketLimits,
    IReadOnlyList<double> BucketCounts);

/// <summary>A tensor of an event.</summary>
/// <param name="Shape">Its sizes.</param>
/// <param name="Numbers">Its elements, where they are numbers that TensorFlow keeps one by one.</param>
/// <param name="Texts">Its elements, where they are bytes.</param>
public sealed record LoggedTensor(IReadOnlyList<long> Shape, IReadOnlyList<double> Numbers, IReadOnlyList<byte[]> Texts);

/// <summary>A number of a series.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">The number.</param>
/// <param name="Time">When it was added.</param>
public readonly record struct LoggedScalar(long Step, double Value, DateTimeOffset Time);

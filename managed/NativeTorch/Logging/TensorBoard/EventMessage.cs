namespace NativeTorch.Logging;

/// <summary>TensorBoard's Event messages: a time, a step, and what happened.</summary>
static class EventMessage
{
    // Event: wall_time = 1, step = 2, file_version = 3, graph_def = 4, summary = 5, session_log = 7, tagged_run_metadata = 8,
    // source_metadata = 10
    const string Version = "brain.Event:2", Source = "NativeTorch.Logging.SummaryWriter";
    const int Start = 1;

    /// <summary>The first event of a file.</summary>
    public static ProtoWriter FileVersion(DateTimeOffset time) =>
        At(time, 0).String(3, Version).Message(10, new ProtoWriter().String(1, Source));

    /// <summary>The version again, at a step: what lies at this step or behind it in earlier files is hidden with the
    /// <see cref="SessionStart"/> that follows.</summary>
    public static ProtoWriter FileVersion(DateTimeOffset time, long step) => At(time, step).String(3, Version);

    /// <summary>A session that starts, perhaps again, at a step.</summary>
    public static ProtoWriter SessionStart(DateTimeOffset time, long step) =>
        At(time, step).Message(7, new ProtoWriter().Integer(1, Start));

    /// <summary>Values of a step; each is a Summary.Value.</summary>
    public static ProtoWriter Summary(DateTimeOffset time, long step, params IEnumerable<ProtoWriter> values) =>
        At(time, step).Message(5, new ProtoWriter().Messages(1, values, value => value));

    /// <summary>A graph.</summary>
    public static ProtoWriter Graph(DateTimeOffset time, ProtoWriter graphDef) => At(time, 0).Message(4, graphDef);

    /// <summary>What a run cost, which goes with a graph.</summary>
    public static ProtoWriter RunMetadata(DateTimeOffset time, string tag, ProtoWriter metadata) =>
        At(time, 0).Message(8, new ProtoWriter().String(1, tag).Message(2, metadata));

    static ProtoWriter At(DateTimeOffset time, long step)
    {
        ProtoWriter message = new ProtoWriter().Double(1, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        return step == 0 ? message : message.Integer(2, step);
    }
}

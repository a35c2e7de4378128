namespace NativeTorch.Logging;

/// <summary>The three messages of TensorBoard's hparams plugin: what can vary, what a session has, and that it ended well.</summary>
static class HParamsMessage
{
    // HParamsPluginData: experiment = 2, session_start_info = 3, session_end_info = 4
    // Experiment: hparam_infos = 4, metric_infos = 5; HParamInfo: name = 1, type = 4, domain_discrete = 5; MetricInfo: name = 1 {tag = 2}
    // SessionStartInfo: hparams = 1, a map; SessionEndInfo: status = 1
    // google.protobuf.Value: number_value = 2, string_value = 3, bool_value = 4
    const int Success = 1;
    const int Text = 1, Switch = 2, Number = 3; // DataType

    public static ProtoWriter[] Of(IReadOnlyDictionary<string, LogValue> hparams, IEnumerable<string> metrics,
        IReadOnlyDictionary<string, IReadOnlyList<LogValue>> domains)
    {
        foreach ((string name, IReadOnlyList<LogValue> domain) in domains)
            if (!hparams.TryGetValue(name, out LogValue value) || domain.Any(other => DataType(name, other) != DataType(name, value)))
                throw new ArgumentException(
                    $"[add_hparams] the domain of \"{name}\" is of no hyperparameter, or of another type than its value");
        ProtoWriter experiment = new ProtoWriter()
            .Messages(4, hparams, pair => Info(pair.Key, pair.Value, domains.GetValueOrDefault(pair.Key)))
            .Messages(5, metrics, name => new ProtoWriter().Message(1, new ProtoWriter().String(2, name)));
        ProtoWriter start = new ProtoWriter()
            .Messages(1, hparams, pair => new ProtoWriter().String(1, pair.Key).Message(2, Write(pair.Value)));
        return
        [
            Value("experiment", 2, experiment),
            Value("session_start_info", 3, start),
            Value("session_end_info", 4, new ProtoWriter().Integer(1, Success)),
        ];
    }

    static ProtoWriter Info(string name, LogValue value, IReadOnlyList<LogValue>? domain)
    {
        ProtoWriter info = new ProtoWriter().String(1, name).Integer(4, DataType(name, value));
        return domain is null ? info : info.Message(5, new ProtoWriter().Messages(1, domain, Write));
    }

    static ProtoWriter Value(string name, int field, ProtoWriter message) =>
        SummaryMessage.Empty($"_hparams_/{name}", SummaryMessage.Metadata("hparams", new ProtoWriter().Message(field, message)));

    static int DataType(string name, LogValue value) =>
        value.IsEmpty ? throw new ArgumentException($"[add_hparams] \"{name}\" has no value")
        : value.Number is not null ? Number : value.Switch is not null ? Switch : Text;

    static ProtoWriter Write(LogValue value) =>
        value.Number is { } number ? new ProtoWriter().Double(2, number)
        : value.Switch is { } isOn ? new ProtoWriter().Integer(4, isOn ? 1 : 0)
        : new ProtoWriter().String(3, value.ToString());
}

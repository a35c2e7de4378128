using System.Text.Json;
using System.Text.Json.Serialization;

namespace NativeTorch.Benchmarks.Protocol;

/// <summary>The parameters of a case, by name: numbers, texts, flags and lists of whole numbers.</summary>
sealed class Parameters : Dictionary<string, object>
{
    public Parameters()
    {
    }

    public Parameters(IEnumerable<KeyValuePair<string, object>> values) : base(values)
    {
    }

    public long Long(string name) => Convert.ToInt64(Get(name));

    public double Double(string name) => Convert.ToDouble(Get(name));

    public string Text(string name, string otherwise = "") => TryGetValue(name, out object? value) ? (string)value : otherwise;

    public bool Flag(string name) => TryGetValue(name, out object? value) && (bool)value;

    public long[] Longs(string name) => (long[])Get(name);

    object Get(string name) => TryGetValue(name, out object? value) ? value : throw new KeyNotFoundException($"the case has no parameter {name}");

    /// <summary>As it stands in tables: "n 64, shape 2x3".</summary>
    public override string ToString() => string.Join(", ", this.Select(p => p.Value is long[] list ? $"{p.Key} {string.Join('x', list)}" : $"{p.Key} {p.Value}"));
}

/// <summary>Gives the values of <see cref="Parameters"/> their types back.</summary>
sealed class ParametersConverter : JsonConverter<Parameters>
{
    public override Parameters Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value))));
    }

    public override void Write(Utf8JsonWriter writer, Parameters value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize<Dictionary<string, object>>(writer, value, options);

    static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => value.EnumerateArray().Select(v => v.GetInt64()).ToArray(),
        _ => value.GetString()!,
    };
}

using System.Globalization;
using System.Text.Json;

namespace NativeTorch.Conformance.Cases;

/// <summary>From the file's JSON to the objects that arguments and results are compared as.</summary>
static class ValueReader
{
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => new ListValue(ReadAll(json), IsTuple: false),
        JsonValueKind.Object => Tagged(json),
        _ => throw new MalformedCaseException($"a value of kind {json.ValueKind}"),
    };

    public static object?[] ReadAll(JsonElement array) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().Select(Read)]
        : throw new MalformedCaseException($"a list was expected, not {Short(array)}");

    /// <summary>Python's 1.0 is no integer, and the file keeps the point.</summary>
    static object Number(JsonElement json)
    {
        string text = json.GetRawText();
        return text.AsSpan().IndexOfAny(".eE") < 0 && long.TryParse(text, CultureInfo.InvariantCulture, out long integer)
            ? (object)integer
            : json.GetDouble();
    }

    static object Tagged(JsonElement json)
    {
        if (json.TryGetProperty("tensor", out JsonElement id))
            return Tensor(json, id);
        JsonProperty tag = json.EnumerateObject().FirstOrDefault();
        return tag.Name switch
        {
            "tuple" => new ListValue(ReadAll(tag.Value), IsTuple: true),
            "slice" => Slice(ReadAll(tag.Value)),
            "ellipsis" => new EllipsisValue(),
            "float" => Float(tag.Value.GetString() ?? ""),
            "dtype" => Dtype(tag.Value.GetString() ?? ""),
            "memory_format" => new MemoryFormatValue(tag.Value.GetString() ?? ""),
            _ => throw new MalformedCaseException($"an unknown value {Short(json)}"),
        };
    }

    static TensorValue Tensor(JsonElement json, JsonElement id) => new(
        id.GetString() ?? throw new MalformedCaseException("a tensor without name"),
        Dtype(json.GetProperty("dtype").GetString() ?? ""),
        Longs(json.GetProperty("shape")),
        json.TryGetProperty("strides", out JsonElement strides) && strides.ValueKind == JsonValueKind.Array ? Longs(strides) : null,
        json.TryGetProperty("requires_grad", out JsonElement grad) && grad.ValueKind == JsonValueKind.True);

    static long[] Longs(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt64())];

    static SliceValue Slice(object?[] parts) => parts.Length == 3
        ? new((long?)parts[0], (long?)parts[1], (long?)parts[2])
        : throw new MalformedCaseException("a slice needs three parts");

    static double Float(string name) => name.TrimStart('+') switch
    {
        "inf" or "Infinity" => double.PositiveInfinity,
        "-inf" or "-Infinity" => double.NegativeInfinity,
        "nan" or "NaN" or "-nan" => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };

    static Dtype Dtype(string name) => Enum.TryParse(name.Replace("torch.", "", StringComparison.Ordinal), ignoreCase: true, out Dtype dtype)
        && Enum.IsDefined(dtype)
        ? dtype
        : throw new MalformedCaseException($"the dtype {name} is unknown here");

    static string Short(JsonElement json) => json.GetRawText() is { Length: > 60 } text ? text[..60] + "..." : json.GetRawText();
}

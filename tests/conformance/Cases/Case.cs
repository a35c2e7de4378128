using System.Text.Json;

namespace NativeTorch.Conformance.Cases;

/// <summary>One call with what PyTorch answers to it: results and gradients, or an error.</summary>
sealed record Case(int Index, object?[] Args, IReadOnlyDictionary<string, object?> Kwargs, object?[]? Out, object?[]? Cotangents,
    object?[]? Grads, string? Error, string Message, string? Variant)
{
    public static Case Read(int index, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("args", out JsonElement args))
            throw new MalformedCaseException("a case without args");
        var kwargs = json.TryGetProperty("kwargs", out JsonElement named) && named.ValueKind == JsonValueKind.Object
            ? named.EnumerateObject().ToDictionary(p => p.Name, p => ValueReader.Read(p.Value))
            : [];
        var result = new Case(index, ValueReader.ReadAll(args), kwargs, List(json, "out"), List(json, "cotangents"), List(json, "grads"),
            Text(json, "error"), Text(json, "message") ?? "", Text(json, "variant"));
        return result.Out is null && result.Error is null
            ? throw new MalformedCaseException("a case with neither out nor error")
            : result;
    }

    static object?[]? List(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? ValueReader.ReadAll(value) : null;

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

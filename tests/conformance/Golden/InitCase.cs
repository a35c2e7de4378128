using System.Text.Json;
using NativeTorch.Conformance.Golden.Python;
using NativeTorch.NN;

namespace NativeTorch.Conformance.Golden;

/// <summary>What nn.init fills in, and what a new module starts with.</summary>
static class InitCase
{
    /// <summary>A logarithm or an error function is in them.</summary>
    static readonly string[] Rounded = ["normal", "sparse", "Embedding", "xavier_normal", "Attention", "Transformer"];

    public static GoldenCase Read(JsonElement row)
    {
        ulong seed = row.GetProperty("seed").GetUInt64();
        if (row.TryGetProperty("module", out JsonElement module))
        {
            string constructor = module.GetString()!;
            JsonElement state = row.GetProperty("state");
            return new("init.module", $"seed {seed}: {constructor}", () => State(seed, constructor, state));
        }
        string init = row.GetProperty("init").GetString()!;
        return new("init.init", $"seed {seed}: {init}", () => Filled(seed, init, row));
    }

    static string? Filled(ulong seed, string init, JsonElement row)
    {
        long[] shape = Numbers.Shape(row.GetProperty("shape"));
        Torch.ManualSeed(seed);
        Tensor w = Torch.Empty(shape);
        Parser.Parse(init).Evaluate(Scopes.With(new Dictionary<string, object?> { ["w"] = w }, Scopes.Initialiser));
        return Numbers.Difference(w, shape, Numbers.All(row.GetProperty("values")), Allowed(init));
    }

    static string? State(ulong seed, string constructor, JsonElement expected)
    {
        Torch.ManualSeed(seed);
        var module = (Module)Parser.Parse(constructor).Evaluate(Scopes.With(new Dictionary<string, object?>()))!;
        OrderedDictionary<string, Tensor> state = module.StateDict();
        string[] names = [.. expected.EnumerateObject().Select(p => p.Name)];
        if (!state.Keys.SequenceEqual(names))
            return $"the state has {string.Join(", ", state.Keys)}, not {string.Join(", ", names)}";
        foreach (JsonProperty entry in expected.EnumerateObject())
            if (Numbers.Difference(state[entry.Name], Numbers.Shape(entry.Value.GetProperty("shape")), Numbers.All(entry.Value.GetProperty("values")), Allowed(constructor)) is { } difference)
                return $"{entry.Name}: {difference}";
        return null;
    }

    static Closeness Allowed(string call) => call.Contains("orthogonal", StringComparison.Ordinal) || call.Contains("trunc_normal", StringComparison.Ordinal) ? new(Ulps: 0, Relative: 1e-5, Absolute: 1e-6)
        : Rounded.Any(call.Contains) ? new(Ulps: 2, Relative: 2e-6, Absolute: 2e-8) : new(Ulps: 1);
}

using System.Text.Json;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Golden.Python;

namespace NativeTorch.Conformance.Golden;

/// <summary>What one seed draws: the same bits where the draw is uniform or integer, a last place off where libm enters.</summary>
static class RandomCase
{
    static readonly Dictionary<string, object?> None = [];

    /// <summary>Draws that a logarithm, a root or an angle goes into.</summary>
    static readonly string[] ThroughLibm = ["normal", "randn", "exponential", "cauchy", "gumbel"];

    public static GoldenCase Read(JsonElement row)
    {
        ulong seed = row.GetProperty("seed").GetUInt64();
        if (row.TryGetProperty("sequence", out JsonElement sequence))
        {
            string[] draws = [.. sequence.EnumerateArray().Select(e => e.GetString()!)];
            double[][] values = [.. row.GetProperty("values").EnumerateArray().Select(Numbers.All)];
            return new("random.sequence", $"seed {seed}: {string.Join(", ", draws)}", () => Sequence(seed, draws, values));
        }
        string draw = row.GetProperty("draw").GetString()!;
        string dtype = row.GetProperty("dtype").GetString()!;
        long[] shape = Numbers.Shape(row.GetProperty("shape"));
        double[] expected = Numbers.All(row.GetProperty("values"));
        return new("random.draw", $"seed {seed}: {draw}", () =>
        {
            Torch.ManualSeed(seed);
            var drawn = (Tensor)Parser.Parse(draw).Evaluate(Scopes.With(None))!;
            return Scopes.DtypeOf(dtype) == drawn.Dtype ? Numbers.Difference(drawn, shape, expected, Allowed(draw)) : $"{drawn.Dtype.TorchName}, not {dtype}";
        });
    }

    static string? Sequence(ulong seed, string[] draws, double[][] values)
    {
        Torch.ManualSeed(seed);
        // The words of a sequence are torch's, in short: "rand(2,float64)", "randint(0,100,4)".
        Scope scope = Scopes.With(None, name => Scopes.DtypeOf(name) is { } dtype ? dtype
            : new Callable(name, arguments => Scopes.Op(name).Call(Whole(name, arguments))));
        for (int i = 0; i < draws.Length; i++)
            if (Numbers.Difference((Tensor)Parser.Parse(draws[i]).Evaluate(scope)!, values[i], Allowed(draws[i])) is { } difference)
                return $"{draws[i]}: {difference}";
        return null;
    }

    static Arguments Whole(string name, Arguments arguments) => arguments.Positional switch
    {
        [.., Dtype dtype] => Whole(name, arguments.Without(arguments.Positional.Count - 1)).With("dtype", dtype),
        [long low, long high, long count] when name == "randint" =>
            arguments with { Positional = [low, high, new ListValue([count], IsTuple: true)] },
        _ => arguments,
    };

    /// <summary>In float64 the last places of a logarithm are smaller than any step of float32 that counts.</summary>
    static Closeness Allowed(string draw) => !ThroughLibm.Any(draw.Contains) ? default
        : draw.Contains("float64", StringComparison.Ordinal) ? new(Ulps: 1, Relative: 1e-12, Absolute: 1e-12)
        : new(Ulps: 1);
}

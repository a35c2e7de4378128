namespace NativeTorch.Benchmarks.Suites;

/// <summary>One operation on each element; the rate counts each operand and the result once.</summary>
static class Elementwise
{
    public static Suite Suite { get; } = new("elementwise", "Elementwise operations", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (Size size in Size.UpTo64MB)
            foreach (Case theCase in Of(size, quick))
                yield return theCase;
        if (!quick)
            foreach (Case theCase in Of(Size.All[3], quick: true))
                yield return theCase;
    }

    static IEnumerable<Case> Of(Size size, bool quick)
    {
        string a = $"randn {size.Shape}", two = $"{a}; {a}";
        Case Op(string name, string op, string inputs, double bytes) => OpCase.Of($"{name}, {size.Name}", op, inputs) with
        {
            Bytes = bytes * size.Elements, Stream = bytes >= 12 ? "add" : "copy", Features = ["scope"], Threads = size.Threads, Goal = size.Goal,
        };
        yield return Op("a + b", "add", two, 12);
        yield return Op("relu", "relu", a, 8);
        yield return Op("exp", "exp", a, 8) with { Tolerance = 1e-5 };
        yield return Op("copy", "copy", a, 8);
        if (quick)
            yield break;
        yield return Op("a * b", "mul", two, 12);
        yield return Op("a += b", "add_", two, 12);
        yield return Op("tanh", "tanh", a, 8);
        yield return Op("sigmoid", "sigmoid", a, 8);
        yield return Op("gelu", "gelu", a, 8);
        yield return Op("where", "where", $"mask {size.Shape}; {two}", 13);
        yield return Op("a + row", "add", $"{a}; randn {size.Side}", 8);
        yield return Op("a + column", "add", $"{a}; randn {size.Side}x1", 8);
        yield return Op("a < b", "less", two, 9);
        yield return Op("to bfloat16", "to_bfloat16", a, 6);
        yield return Op("to float64", "to_float64", a, 12);
        yield return Op("a + b, bfloat16", "add", $"{a} bfloat16; {a} bfloat16", 6) with { Precision = "bfloat16", Tolerance = 1e-2 };
    }
}

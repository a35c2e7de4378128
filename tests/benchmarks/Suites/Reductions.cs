namespace NativeTorch.Benchmarks.Suites;

/// <summary>Sums and the like over everything, the last or the first dimension; the rate counts each input once.</summary>
static class Reductions
{
    public static Suite Suite { get; } = new("reductions", "Reductions", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (Size size in quick ? Size.Quick : Size.All)
            foreach (string op in quick || size.Side > 4096 ? ["sum", "argmax"] : new[] { "sum", "mean", "max", "argmax", "var", "norm" })
                foreach (var (where, dim) in new (string, long?)[] { ("all", null), ("last", 1), ("first", 0) })
                    yield return OpCase.Of($"{op} of {where}, {size.Name}", op, $"randn {size.Shape}", false, dim is { } d ? [("dim", d)] : []) with
                    {
                        Bytes = 4 * size.Elements, Stream = "read", Tolerance = op == "argmax" ? 0 : 1e-4, Features = ["scope"], Threads = size.Threads, Goal = size.Goal,
                    };
    }
}

using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>What an operation costs beside its arithmetic: 1 to 10,000 elements, with and without gradient, with <c>using</c>, a
/// scope, or nothing.</summary>
static class SmallOps
{
    public static Suite Suite { get; } = new("small", "Small operations", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (var (rows, columns) in quick ? [(1, 1), (10, 10)] : new (long, long)[] { (1, 1), (1, 10), (10, 10), (10, 100), (100, 100) })
        {
            foreach (Case theCase in Forward(rows, columns))
                yield return theCase;
            foreach (Case theCase in Differentiated(rows, columns))
                yield return theCase;
        }
        yield return Small("engine: 1,000 nodes", new("", "engine_chain", new() { ["nodes"] = 1000L }), threads: [1]);
    }

    static IEnumerable<Case> Forward(long rows, long columns)
    {
        string shape = $"{rows}x{columns}", a = $"randn {shape}", two = $"{a}; {a}";
        Case Op(string name, string op, string inputs, params (string, object)[] parameters) =>
            Small($"{name}, {rows * columns:N0}", OpCase.Of("", op, inputs, false, parameters), rows * columns);
        yield return Op("a + b", "add", two);
        yield return Op("a * 1.5", "mul_number", a);
        yield return Op("a += b", "add_", two);
        yield return Op("relu", "relu", a);
        yield return Op("exp", "exp", a);
        yield return Op("a < b", "less", two);
        yield return Op("sum", "sum", a);
        yield return Op("mean(dim 0)", "mean", a, ("dim", 0L));
        yield return Op("softmax", "softmax", a, ("dim", 1L));
        yield return Op("cat", "cat", two);
        yield return Op("slice", "slice", a, ("end", rows - rows / 2));
        yield return Op("t().contiguous()", "transpose", a);
        yield return Op("matmul", "matmul", $"{a}; randn {columns}x{columns}");
        yield return Op("linear", "linear", $"{a}; randn {columns}x{columns}; randn {columns}");
        yield return Op("chain of 10", "chain10", two) with { Features = ["scope"] };
    }

    static IEnumerable<Case> Differentiated(long rows, long columns)
    {
        string shape = $"{rows}x{columns}", a = $"randn {shape} grad", b = $"randn {shape}";
        foreach (bool backward in new[] { false, true })
        {
            Case Op(string name, string op, string inputs) => Small($"{name}, {rows * columns:N0}, {(backward ? "forward and backward" : "with gradient")}",
                OpCase.Of("", op, inputs, backward), rows * columns);
            yield return Op("a + b", "add", $"{a}; {b}");
            yield return Op("a * b", "mul", $"{a}; {b}");
            yield return Op("relu", "relu", a);
            yield return Op("sum", "sum", a);
            yield return Op("linear", "linear", $"{b}; randn {columns}x{columns} grad; randn {columns} grad");
        }
    }

    /// <summary>Several threads are only asked about where there is something to share.</summary>
    static Case Small(string name, Case op, long elements = 0, int[]? threads = null) => op with
    {
        Name = name, Features = ["dispose"], Threads = threads ?? (elements < 10_000 ? [1] : []),
        Goal = new(name.Contains("gradient", StringComparison.Ordinal) || name.Contains("backward", StringComparison.Ordinal) ? 3 : 4) { TimesUndisposed = 2 },
    };
}

using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>One thing to measure: a named operation, which every framework implements, with parameters.</summary>
/// <param name="Name">As it stands in tables; unique in its suite.</param>
/// <param name="Op">The name under which frameworks implement it.</param>
sealed record Case(string Name, string Op, Parameters Parameters)
{
    /// <summary>Floating-point operations of one repetition; 0 where that says nothing.</summary>
    public double Flops { get; init; }

    /// <summary>Bytes that one repetition must read and write; 0 where that says nothing.</summary>
    public double Bytes { get; init; }

    /// <summary>What the machine needs at least: "fma" for the operations, "read", "copy" or "add" (one array, two, three) for
    /// the bytes; null where neither says much.</summary>
    /// <remarks>Below some 10 operations a byte the memory is what there is to wait for.</remarks>
    public string? Limit => Flops > 10 * Bytes ? "fma" : Bytes > 0 ? Stream : null;

    /// <summary>Which stream the bytes are like.</summary>
    public string Stream { get; init; } = "copy";

    /// <summary>How far results may be apart, relative to the size of an element.</summary>
    public double Tolerance { get; init; } = 1e-5;

    public string Precision { get; init; } = "float32";

    /// <summary>What it is to reach.</summary>
    public Goal Goal { get; init; } = Goal.NotSlower;

    /// <summary>What frameworks may have several ways for: "layout", "dispose", "scope".</summary>
    public string[] Features { get; init; } = [];

    /// <summary>The thread counts it makes sense for; empty for all.</summary>
    public int[] Threads { get; init; } = [];
}

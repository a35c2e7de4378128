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

    /// <summary>How far results may be apart, relative to the size of an element.</summary>
    public double Tolerance { get; init; } = 1e-5;

    public string Precision { get; init; } = "float32";

    /// <summary>What frameworks may have several ways for: "layout", "dispose", "scope".</summary>
    public string[] Features { get; init; } = [];

    /// <summary>The thread counts it makes sense for; empty for all.</summary>
    public int[] Threads { get; init; } = [];
}

using NativeTorch.Benchmarks.Reporting;

namespace NativeTorch.Benchmarks.Tests;

/// <summary>Results without a run.</summary>
static class Results
{
    public static Result Of(string framework, string variant, double median, string? role = null, string name = "a < b & c | d") => new()
    {
        Suite = "small", Case = name, Parameters = new() { ["n"] = 3L }, Framework = framework, Variant = variant, Version = "1", Device = "cpu",
        Role = role, Precision = "float32", Threads = 1, Cpu = "a CPU", N = 5, Repeat = 7, Median = median, Q1 = median, Q3 = median, Min = median,
    };

    /// <summary>Two cases: one where the first way is slower than the peer, one where a way failed.</summary>
    public static Report Report()
    {
        List<Result> results =
        [
            .. Result.WithRatios([Of("PyTorch", "contiguous", 2, "peer"), Of("PyTorch", "channels_last", 1, "peer"), Of("NativeTorch", "no Dispose", 2),
                Of("NativeTorch", "scope", 1.25), Of("machine", "", 0.5, "machine")], new(1) { TimesOfWays = [("contiguous", 2)], Share = 0.3 }),
            .. Result.WithRatios([Of("PyTorch", "", 4, "peer", "second"), Of("NativeTorch", "no Dispose", 1, name: "second"),
                Of("NativeTorch", "scope", 1, name: "second") with { Median = null, Check = "failed: it\nended" }], new(8) { TimesUndisposed = 2 }),
        ];
        return new(results, ["jax_peer: no module named jax"], "dotnet run");
    }
}

using System.Text.Json.Serialization;
using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Running;
using NativeTorch.Benchmarks.Statistics;
using NativeTorch.Benchmarks.Suites;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>One line of results.jsonl: one framework (in one of its ways) on one case.</summary>
sealed record Result
{
    public required string Suite { get; init; }

    public required string Case { get; init; }

    public required Parameters Parameters { get; init; }

    public required string Framework { get; init; }

    /// <summary>The way it went ("scope", "channels_last"); empty where there is one.</summary>
    public required string Variant { get; init; }

    public required string Version { get; init; }

    public required string Device { get; init; }

    /// <summary>"peer" and "machine", as frameworks say of themselves.</summary>
    public string? Role { get; init; }

    public required string Precision { get; init; }

    public required int Threads { get; init; }

    public required string Cpu { get; init; }

    /// <summary>How many samples there are.</summary>
    public int N { get; init; }

    /// <summary>How often the operation ran in each.</summary>
    public long Repeat { get; init; }

    /// <summary>Seconds of one repetition.</summary>
    public double? Median { get; init; }

    public double? Q1 { get; init; }

    public double? Q3 { get; init; }

    public double? Min { get; init; }

    /// <summary>The process's peak since the case was set up, and what it had before; where each case has a process.</summary>
    public long? PeakBytes { get; init; }

    public long? BaselineBytes { get; init; }

    public double? Gflops { get; init; }

    public double? Gbs { get; init; }

    /// <summary>"equal", "differs: ..." or "failed: ..."; null where there is nothing to compare with.</summary>
    public string? Check { get; init; }

    /// <summary>The time of the peer's best way divided by this one: how many times as fast as the peer this is.</summary>
    public double? RatioToPeer { get; init; }

    /// <summary>What part of what the machine can do this is: 1 is the measured FMA peak, or stream.</summary>
    public double? ShareOfLimit { get; init; }

    /// <summary>The case's goal for this way, and how far it was reached: 1 and more is reached.</summary>
    public string? Goal { get; init; }

    public double? Reached { get; init; }

    /// <summary>Whether the numbers are wrong, or there are none.</summary>
    [JsonIgnore]
    public bool IsWrong => Check is not (null or Comparison.Equal);

    /// <summary>"NativeTorch, scope".</summary>
    [JsonIgnore]
    public string Who => Variant.Length == 0 ? Framework : $"{Framework}, {Variant}";

    public static Result Of(Suite suite, Case theCase, Framework framework, string variant, int threads) => new()
    {
        Suite = suite.Name, Case = theCase.Name, Parameters = theCase.Parameters, Framework = framework.About.Name, Variant = variant,
        Version = framework.About.Version, Device = framework.About.Device, Role = framework.About.Role, Precision = theCase.Precision,
        Threads = threads, Cpu = Pinning.CpuModel,
    };

    /// <summary>A process of many cases has no peak of one.</summary>
    public static List<Result> WithoutMemory(IEnumerable<Result> results) =>
        [.. results.Select(r => r with { PeakBytes = null, BaselineBytes = null })];

    /// <summary>The results of one case, with their ratios to the first peer's best way, to the machine's limit and to the goal.</summary>
    public static List<Result> WithRatios(IReadOnlyList<Result> results, Goal goal)
    {
        string? peer = results.FirstOrDefault(r => r.Role == "peer")?.Framework;
        double? best = results.Where(r => r.Framework == peer && r.Role == "peer" && !r.IsWrong).Min(r => r.Median);
        double? limit = results.FirstOrDefault(r => r.Role == "machine")?.Median;
        List<Result> compared = [.. results.Select(r => r with { RatioToPeer = best / r.Median, ShareOfLimit = limit / r.Median })];
        return [.. compared.Select(r => goal.Reached(r, compared) is { } reached ? r with { Goal = goal.For(r), Reached = reached } : r)];
    }
}

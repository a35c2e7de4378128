using NativeTorch.Benchmarks.Statistics;
using NativeTorch.Benchmarks.Suites;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>All results of a run, put in order for a reader.</summary>
/// <param name="LeftOut">Frameworks that could not run, with the reason.</param>
sealed record Report(IReadOnlyList<Result> Results, IReadOnlyList<string> LeftOut, string Command)
{
    /// <summary>Suites in their order, each at each thread count.</summary>
    public IEnumerable<(Suite Suite, int Threads, IReadOnlyList<Result> Results)> Parts() =>
        from suite in Suite.All
        from threads in Results.Select(r => r.Threads).Distinct().Order()
        let part = Results.Where(r => r.Suite == suite.Name && r.Threads == threads).ToList()
        where part.Count > 0
        select (suite, threads, (IReadOnlyList<Result>)part);

    /// <summary>For each suite, thread count and way: the geometric mean of its ratios to the peer, and of how many cases.</summary>
    public IEnumerable<GeometricMean> Means() =>
        from part in Parts()
        from who in part.Results.Where(r => r.Role is null && r.RatioToPeer is not null && !r.IsWrong).GroupBy(r => r.Who)
        select new GeometricMean(part.Suite.Name, part.Threads, who.Key, Quantiles.GeometricMean(who.Select(r => r.RatioToPeer!.Value)), who.Count());

    /// <summary>Results whose numbers differ from the peer's, or that failed.</summary>
    public IEnumerable<Result> Wrong => Results.Where(r => r.IsWrong);

    /// <summary>How many results have a goal.</summary>
    public int WithGoal() => Goals().Count();

    /// <summary>Our results that have not reached their goal, the furthest first.</summary>
    public IEnumerable<Result> Short() => Goals().Where(r => r.Reached < 1).OrderBy(r => r.Reached);

    /// <summary>Of the ways that share a goal, the best of each case.</summary>
    IEnumerable<Result> Goals() => Results.Where(r => r is { Role: null, Framework: "NativeTorch", Reached: not null, IsWrong: false })
        .GroupBy(r => (r.Suite, r.Case, r.Threads, r.Goal)).Select(g => g.MaxBy(r => r.Reached)!);

    public static string Title(Suite suite, int threads) => $"{suite.Title}, {threads} {(threads == 1 ? "thread" : "threads")}";
}

/// <param name="Ratio">How many times as fast as the peer.</param>
sealed record GeometricMean(string Suite, int Threads, string Who, double Ratio, int Cases);

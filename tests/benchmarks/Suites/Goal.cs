using System.Globalization;
using NativeTorch.Benchmarks.Reporting;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>What a case is to reach.</summary>
/// <param name="Times">How many times as fast as the peer's best way.</param>
sealed record Goal(double Times)
{
    public static Goal NotSlower { get; } = new(1);

    /// <summary>The goal of the way without any Dispose; null where only the best way has one.</summary>
    public double? TimesUndisposed { get; init; }

    /// <summary>How many times as fast as one way of the peer, beside its best.</summary>
    public (string Way, double Times)[] TimesOfWays { get; init; } = [];

    /// <summary>The part of what the machine can do, instead of a multiple of the peer where that is more.</summary>
    public double? Share { get; init; }

    /// <summary>How far a result got: 1 and more is reached, 0.5 half of it; null where nothing is to be reached.</summary>
    public double? Reached(Result result, IReadOnlyList<Result> all)
    {
        if (result.Role is not null || result.RatioToPeer is not { } ratio)
            return null;
        if (IsUndisposed(result))
            return TimesUndisposed is { } times ? ratio / times : null;
        double reached = ratio / Times;
        if (Share is { } share && result.ShareOfLimit is { } part)
            reached = Math.Min(reached, part / share);
        foreach (var (way, times) in TimesOfWays)
            if (all.FirstOrDefault(r => r.Role == "peer" && r.Variant == way)?.Median is { } median)
                reached = Math.Min(reached, median / result.Median!.Value / times);
        return reached;
    }

    /// <summary>In words, for a result of this way.</summary>
    public string For(Result result)
    {
        static string Text(double times) => $"{Number.Ratio(times)} times";
        List<string> parts = [Text(IsUndisposed(result) ? TimesUndisposed ?? Times : Times)];
        if (!IsUndisposed(result))
        {
            parts.AddRange(TimesOfWays.Select(w => $"{Text(w.Times)} {w.Way}"));
            if (Share is { } share)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{share:P0} of the machine"));
        }
        return string.Join(", ", parts);
    }

    static bool IsUndisposed(Result result) => result.Variant == "no Dispose";
}

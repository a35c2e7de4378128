using System.Globalization;
using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Statistics;

/// <summary>Whether two frameworks computed the same.</summary>
static class Comparison
{
    public const string Equal = "equal";

    /// <summary><see cref="Equal"/>, or where and by how much the first result differs.</summary>
    /// <remarks>An element may be off by tolerance * (|expected| + mean |x|), a sum by tolerance * sum |x|: an element that nearly
    /// cancels has no more digits than the others have.</remarks>
    public static string Of(IReadOnlyList<CheckValues> actual, IReadOnlyList<CheckValues> expected, double tolerance)
    {
        if (actual.Count != expected.Count)
            return $"differs: {actual.Count} results instead of {expected.Count}";
        for (int i = 0; i < actual.Count; i++)
            if (Difference(actual[i], expected[i], tolerance) is { } difference)
                return $"differs: result {i}: {difference}";
        return Equal;
    }

    static string? Difference(CheckValues actual, CheckValues expected, double tolerance)
    {
        if (actual.Count != expected.Count || actual.Values.Length != expected.Values.Length)
            return $"{actual.Count} elements instead of {expected.Count}";
        double scale = expected.Count == 0 || !double.IsFinite(expected.Abs) ? 0 : expected.Abs / expected.Count;
        for (int i = 0; i < actual.Values.Length; i++)
            if (!Close(actual.Values[i], expected.Values[i], tolerance * (Math.Abs(expected.Values[i]) + scale)))
                return Said($"sample {i}", actual.Values[i], expected.Values[i]);
        if (!Close(actual.Sum, expected.Sum, tolerance * expected.Abs))
            return Said("sum", actual.Sum, expected.Sum);
        return Close(actual.Abs, expected.Abs, tolerance * expected.Abs) ? null : Said("sum of absolute values", actual.Abs, expected.Abs);
    }

    /// <summary>NaN is NaN's equal, an infinity its own.</summary>
    static bool Close(double actual, double expected, double allowed) =>
        actual.Equals(expected) || (double.IsFinite(expected) && Math.Abs(actual - expected) <= allowed);

    static string Said(string what, double actual, double expected) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} is {actual:G9} instead of {expected:G9}");
}

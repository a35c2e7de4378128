using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>What a bar shows.</summary>
readonly record struct ProgressState(string Description, long Done, long? Total, TimeSpan Elapsed, double StepsPerSecond, string Unit,
    double SamplesPerStep, string Reports);

/// <summary>The text of a bar: <c>epoch 1:  45%|████▌     | 450/1000 [00:12 &lt; 00:15, 36.9 it/s, loss 0.2345]</c>.</summary>
static class ProgressLine
{
    const int WidestBar = 40, NarrowestBar = 4;
    const string Parts = " ▏▎▍▌▋▊▉█";

    /// <summary>The line, at most <paramref name="width"/> characters: the bar takes what is left, and goes first.</summary>
    public static string Of(ProgressState state, int width)
    {
        string before = Before(state), after = After(state);
        int room = Math.Min(width - before.Length - after.Length - 2, WidestBar);
        string line = state.Total is { } total && room >= NarrowestBar ? $"{before}|{Bar(state.Done, total, room)}|{after}"
            : before + after;
        return line.Length <= width ? line : line[..width];
    }

    /// <summary>The line of a log file.</summary>
    public static string WithoutBar(ProgressState state) => Before(state) + After(state);

    static string Before(ProgressState state)
    {
        string percent = state.Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * Part(state.Done, total)),3:0}%") : "";
        return state.Description.Length > 0 ? $"{state.Description}: {percent}" : percent;
    }

    static string After(ProgressState state)
    {
        string count = state.Total is { } total ? $" {state.Done}/{total}" : $"{state.Done} {state.Unit}";
        string left = state.Total is { } end && state.Done < end ? $" < {Remaining(end - state.Done, state.StepsPerSecond)}" : "";
        string samples = state.SamplesPerStep > 0 ? $", {Rate(state.StepsPerSecond * state.SamplesPerStep, "samples")}" : "";
        return $"{count} [{Time(state.Elapsed)}{left}, {Rate(state.StepsPerSecond, state.Unit)}{samples}{state.Reports}]";
    }

    static string Remaining(long steps, double perSecond) =>
        perSecond > 0 ? Time(TimeSpan.FromSeconds(Math.Min(steps / perSecond, 1e9))) : "?";

    static double Part(long done, long total) => total == 0 ? 1 : Math.Clamp((double)done / total, 0, 1);

    static string Bar(long done, long total, int width)
    {
        int eighths = (int)(Part(done, total) * width * 8), full = eighths / 8;
        return (new string(Parts[^1], full) + (full < width ? Parts[eighths % 8] : "")).PadRight(width);
    }

    static string Rate(double perSecond, string unit) => perSecond == 0 ? $"? {unit}/s"
        : perSecond >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{Number(perSecond)} {unit}/s")
        : string.Create(CultureInfo.InvariantCulture, $"{Number(1 / perSecond)} s/{unit}");

    static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}");
}

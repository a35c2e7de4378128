using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>A line in the terminal that says how far a loop is, how fast, and what it reports, such as its loss.</summary>
/// <remarks>
/// <code>
/// var progress = loader.WithProgress("epoch 1");
/// foreach (var (x, y) in progress)
///     progress.Report("loss", Train(x, y));
///
/// using var bar = new ProgressBar("steps", total: 10_000);
/// bar.Report("loss", loss);
/// bar.Step();
/// </code>
/// It is drawn at most ten times a second; a step in between costs some tens of nanoseconds. Where the output is no terminal, nothing is
/// written: log files hold no bars. Any thread may step and report. (In Python: tqdm.)</remarks>
public sealed class ProgressBar : IDisposable
{
    static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    readonly Lock guard = new();
    readonly string description;
    readonly long? total;
    readonly ProgressOptions options;
    readonly TimeProvider clock;
    readonly ProgressTerminal? terminal;
    readonly long start, intervalTicks;
    readonly List<(string Name, double Value)> reports = [];
    readonly ProgressRate rate = new();
    long done, nextDraw;
    bool isDisposed;

    /// <summary>Shows a bar at 0.</summary>
    /// <param name="description">Before the bar.</param>
    /// <param name="total">How many steps there will be; null where nobody knows.</param>
    /// <param name="options">Where and how it is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public ProgressBar(string description = "", long? total = null, ProgressOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (total is { } steps)
            ArgumentOutOfRangeException.ThrowIfNegative(steps, nameof(total));
        (this.description, this.total, this.options) = (description, total, options ?? new ProgressOptions());
        clock = this.options.TimeProvider;
        start = clock.GetTimestamp();
        intervalTicks = (long)(interval.TotalSeconds * clock.TimestampFrequency);
        terminal = ProgressTerminal.Open(this.options);
        nextDraw = terminal is null ? long.MaxValue : start;
        if (terminal is not null)
            Draw();
    }

    /// <summary>How many steps were done.</summary>
    public long Done => Interlocked.Read(ref done);

    /// <summary>The time since it was made.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>Goes on by some steps.</summary>
    public void Step(long steps = 1)
    {
        Interlocked.Add(ref done, steps);
        if (terminal is not null && clock.GetTimestamp() >= Volatile.Read(ref nextDraw))
            Draw();
    }

    /// <summary>Shows the last loss behind the bar, at its next drawing.</summary>
    public void Report(double loss) => Report("loss", loss);

    /// <summary>Shows the last value of something behind the bar, at its next drawing.</summary>
    public void Report(string name, double value)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (guard)
        {
            for (int i = 0; i < reports.Count; i++)
                if (reports[i].Name == name)
                {
                    reports[i] = (name, value);
                    return;
                }
            reports.Add((name, value));
        }
    }

    /// <summary>Writes a line above the bar; where the output is no terminal, just the line.</summary>
    public void WriteLine(string text)
    {
        lock (guard)
        {
            if (terminal is null || isDisposed)
            {
                ProgressTerminal.OutputOf(options).WriteLine(text);
                return;
            }
            terminal.Clear();
            terminal.WriteLine(text);
            terminal.Draw(Line());
        }
    }

    /// <summary>Draws the bar for the last time. A second time it does nothing.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            Volatile.Write(ref nextDraw, long.MaxValue);
            if (terminal is not null)
                terminal.Close(options.Leave ? Line(isLast: true) : null);
            else if (options.FinalLine)
                ProgressTerminal.OutputOf(options).WriteLine(ProgressLine.WithoutBar(State(isLast: true)));
        }
    }

    void Draw()
    {
        lock (guard)
        {
            if (isDisposed)
                return;
            long now = clock.GetTimestamp();
            if (now < nextDraw)
                return; // another thread was first
            Volatile.Write(ref nextDraw, now + intervalTicks);
            terminal!.Draw(Line());
        }
    }

    string Line(bool isLast = false) => ProgressLine.Of(State(isLast), terminal!.Width);

    ProgressState State(bool isLast)
    {
        TimeSpan elapsed = Elapsed;
        long steps = Done;
        // At the end the mean of all, before that what is now.
        double perSecond = isLast ? steps / Math.Max(elapsed.TotalSeconds, 1e-9) : rate.At(steps, elapsed);
        return new ProgressState(description, steps, total, elapsed, perSecond, options.Unit, options.SamplesPerStep,
            string.Concat(reports.Select(report => string.Create(CultureInfo.InvariantCulture, $", {report.Name} {report.Value:G4}"))));
    }
}

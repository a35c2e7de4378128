using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>Writes what TensorBoard shows: numbers by step, histograms, pictures, texts, graphs, hyperparameters.</summary>
/// <remarks>
/// <code>
/// using var writer = new SummaryWriter("runs/first");
/// writer.AddScalar("loss/train", loss, step);
/// writer.AddHistogram("fc1.weight", net.Fc1.Weight, step);
/// </code>
/// Then <c>tensorboard --logdir runs</c>. Any thread may add. Events are kept for a moment and written many at a time, each as a
/// whole: what <see cref="Flush"/> or <see cref="Dispose"/> has written is on disk, a killed program loses at most the events of the
/// last <c>flushSecs</c> seconds, one that ends by itself or by an exception loses none.
/// PyTorch: <c>torch.utils.tensorboard.SummaryWriter</c>.</remarks>
public sealed partial class SummaryWriter : IDisposable
{
    readonly Lock guard = new();
    readonly Dictionary<string, EventFileWriter> files = [];
    readonly TimeProvider clock;
    readonly int maxQueue;
    readonly double flushSecs;
    readonly string filenameSuffix;
    bool isDisposed;

    /// <summary>Makes an event file in a folder; a folder is a run in TensorBoard.</summary>
    /// <param name="logDir">The folder, made where it is not there; by default "runs/Nov23_02-14-54_HOST" with the time and the
    /// machine's name.</param>
    /// <param name="comment">Behind the default folder's name; without use where a folder is given.</param>
    /// <param name="purgeStep">The step at which a crashed run goes on: what earlier files of the folder hold of this step and later ones
    /// is hidden.</param>
    /// <param name="maxQueue">How many events wait until they are written (default 10).</param>
    /// <param name="flushSecs">How many seconds an event waits at most (default 120).</param>
    /// <param name="filenameSuffix">Behind the file's name.</param>
    /// <param name="timeProvider">The time of events, and when to flush; by default the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxQueue"/> is below 1, or <paramref name="flushSecs"/> not
    /// above 0.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public SummaryWriter(string? logDir = null, string comment = "", long? purgeStep = null, int maxQueue = 10, double flushSecs = 120,
        string filenameSuffix = "", TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(comment);
        ArgumentNullException.ThrowIfNull(filenameSuffix);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxQueue, 1);
        if (!(flushSecs > 0 && flushSecs < int.MaxValue / 1000))
            throw new ArgumentOutOfRangeException(nameof(flushSecs), flushSecs,
                "the time until events are written is above 0, and at most 24 days");
        clock = timeProvider ?? TimeProvider.System;
        (this.maxQueue, this.flushSecs, this.filenameSuffix) = (maxQueue, flushSecs, filenameSuffix);
        LogDir = logDir is { Length: > 0 } ? logDir : Path.Combine("runs",
            clock.GetLocalNow().ToString("MMMdd_HH-mm-ss", CultureInfo.InvariantCulture) + $"_{Environment.MachineName}{comment}");
        EventFileWriter main = FileOf(LogDir);
        if (purgeStep is { } step)
        {
            main.Add(EventMessage.FileVersion(clock.GetUtcNow(), step));
            main.Add(EventMessage.SessionStart(clock.GetUtcNow(), step));
        }
    }

    /// <summary>The run's folder.</summary>
    /// <remarks>PyTorch: <c>SummaryWriter.get_logdir</c>.</remarks>
    public string LogDir { get; }

    /// <summary>The event file.</summary>
    public string FilePath => FileOf(LogDir).FilePath;

    /// <summary>Writes all events that were added so far.</summary>
    /// <remarks>PyTorch: <c>SummaryWriter.flush</c>.</remarks>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Flush()
    {
        foreach (EventFileWriter file in Files())
            file.Flush();
    }

    /// <summary>Writes all events, and closes the files. A second time it does nothing.</summary>
    /// <remarks>PyTorch: <c>SummaryWriter.close</c>.</remarks>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Dispose()
    {
        lock (guard)
            isDisposed = true;
        foreach (EventFileWriter file in Files())
            file.Dispose();
    }

    void Add(long? globalStep, DateTimeOffset? wallTime, params IEnumerable<ProtoWriter> values) =>
        FileOf(LogDir).Add(EventMessage.Summary(wallTime ?? clock.GetUtcNow(), globalStep ?? 0, values));

    EventFileWriter[] Files()
    {
        lock (guard)
            return [.. files.Values];
    }

    EventFileWriter FileOf(string folder)
    {
        lock (guard)
        {
            if (files.TryGetValue(folder, out EventFileWriter? file))
                return file;
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return files[folder] = new EventFileWriter(folder, maxQueue, flushSecs, filenameSuffix, clock);
        }
    }
}

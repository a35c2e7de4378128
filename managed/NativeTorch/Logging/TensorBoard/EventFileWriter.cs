using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>Appends events to a file of its own, whole records at a time; any thread may add.</summary>
sealed class EventFileWriter : IDisposable
{
    static readonly List<WeakReference<EventFileWriter>> open = [];
    static int files;

    readonly Lock guard = new();
    readonly FileStream file;
    readonly MemoryStream pending = new();
    readonly TimeProvider clock;
    readonly ITimer timer;
    readonly TimeSpan flushAfter;
    readonly int maxQueue;
    int queued;
    Exception? failure;
    bool isDisposed;

    static EventFileWriter()
    {
        // Without a Dispose what is pending is still written when the program ends, by itself, by an exception or by Ctrl-C.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushAll();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => FlushAll();
        Console.CancelKeyPress += (_, _) => FlushAll();
    }

    /// <param name="folder">Made where it is not there.</param>
    /// <param name="maxQueue">How many events wait until they are written.</param>
    /// <param name="flushSecs">How long an event waits at most.</param>
    /// <param name="suffix">Behind the file's name.</param>
    /// <param name="clock">The time.</param>
    public EventFileWriter(string folder, int maxQueue, double flushSecs, string suffix, TimeProvider clock)
    {
        (this.maxQueue, this.clock, flushAfter) = (maxQueue, clock, TimeSpan.FromSeconds(flushSecs));
        Directory.CreateDirectory(folder);
        // TensorBoard looks for "tfevents" in the name, and reads a folder's files in their names' order, which is that of time.
        (long time, int number) = (clock.GetUtcNow().ToUnixTimeSeconds(), Interlocked.Increment(ref files) - 1);
        FilePath = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{time:D10}.{Environment.MachineName}.{Environment.ProcessId}.{number}{suffix}"));
        file = new FileStream(FilePath, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        timer = clock.CreateTimer(_ => FlushInBackground(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Register(this);
        Add(EventMessage.FileVersion(clock.GetUtcNow()));
        Flush();
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Adds an event; it is in the file after <see cref="Flush"/>, or a little later by itself.</summary>
    public void Add(ProtoWriter message)
    {
        lock (guard)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(SummaryWriter));
            ThrowFailure();
            EventRecord.Write(pending, message.Written);
            if (++queued >= maxQueue)
                WritePending();
            else if (queued == 1)
                timer.Change(flushAfter, Timeout.InfiniteTimeSpan); // it also keeps this object alive until all is written
        }
    }

    /// <summary>Writes what is pending.</summary>
    public void Flush()
    {
        lock (guard)
        {
            ThrowFailure();
            if (!isDisposed)
                WritePending();
        }
    }

    /// <summary>Writes what is pending, and closes the file.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            timer.Dispose();
            try
            {
                ThrowFailure();
                WritePending();
            }
            finally
            {
                file.Dispose();
            }
        }
    }

    // One call for all records: who reads beside us sees whole ones.
    void WritePending()
    {
        if (queued == 0)
            return;
        queued = 0;
        long whole = file.Position;
        try
        {
            file.Write(pending.GetBuffer().AsSpan(0, (int)pending.Length));
        }
        catch
        {
            file.SetLength(whole); // of a disk that is full: a torn record would hide all behind it
            throw;
        }
        finally
        {
            pending.SetLength(0);
        }
    }

    void FlushInBackground()
    {
        lock (guard)
            try
            {
                if (!isDisposed)
                    WritePending();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = e; // the next call on the writer reports it; here it would end the program
            }
    }

    void ThrowFailure()
    {
        if (Interlocked.Exchange(ref failure, null) is { } error)
            throw new IOException($"{FilePath}: events could not be written: {error.Message}", error);
    }

    static void Register(EventFileWriter writer)
    {
        lock (open)
        {
            open.RemoveAll(reference => !reference.TryGetTarget(out EventFileWriter? target) || target.isDisposed);
            open.Add(new WeakReference<EventFileWriter>(writer));
        }
    }

    static void FlushAll()
    {
        lock (open)
            foreach (WeakReference<EventFileWriter> reference in open)
                if (reference.TryGetTarget(out EventFileWriter? writer))
                    writer.FlushInBackground();
    }
}

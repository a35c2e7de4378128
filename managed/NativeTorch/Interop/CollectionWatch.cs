namespace NativeTorch.Interop;

/// <summary>Unreachable from the start: its finalizer runs after every collection, sweeps, and leaves another watch behind.</summary>
/// <remarks>A collection that was asked for is swept at once and needs no watch: it is spared, for on a single processor the
/// next collection would wait, up to a millisecond, for the finalizer's thread to get its turn.</remarks>
sealed class CollectionWatch
{
    static readonly WeakReference<CollectionWatch?> current = new(null);
    static int started;

    int renewed;

    CollectionWatch() => current.SetTarget(this);

    public static void Start()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
            _ = new CollectionWatch();
    }

    /// <summary>The watch, which lives as long as the caller holds it; null where a collection has taken it already.</summary>
    public static CollectionWatch? Hold() => current.TryGetTarget(out CollectionWatch? watch) ? watch : null;

    /// <summary>Puts a young watch in its place: it has grown older, and would see fewer collections.</summary>
    public void Renew()
    {
        if (Interlocked.Exchange(ref renewed, 1) != 0)
            return; // another thread held it too
        GC.SuppressFinalize(this);
        _ = new CollectionWatch();
    }

    ~CollectionWatch()
    {
        if (Environment.HasShutdownStarted)
            return;
        TensorRegistry.Sweep();
        _ = new CollectionWatch();
    }
}

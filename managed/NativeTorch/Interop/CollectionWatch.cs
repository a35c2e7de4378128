namespace NativeTorch.Interop;

/// <summary>Unreachable from the start: its finalizer runs after every collection, sweeps, and leaves another watch behind.</summary>
sealed class CollectionWatch
{
    static int started;

    CollectionWatch() { }

    public static void Start()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
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

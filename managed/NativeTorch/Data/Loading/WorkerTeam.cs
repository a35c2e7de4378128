namespace NativeTorch.Data;

/// <summary>The workers of one pass, which end with it; or, where nobody disposes the pass, when the garbage collector finds it.</summary>
sealed class WorkerTeam<TBatch>(LoaderWorker<TBatch>[] workers, CancellationTokenSource end)
{
    bool stopped;

    ~WorkerTeam()
    {
        if (!stopped)
            _ = end.CancelAsync(); // what the user has registered does not run on the finalizer's thread
        AskForTheEnd();
    }

    public LoaderWorker<TBatch> this[int id] => workers[id];

    public void Start()
    {
        foreach (LoaderWorker<TBatch> worker in workers)
            worker.Start();
    }

    /// <summary>Lets the workers end, each after the batch that it is at.</summary>
    public void Stop()
    {
        if (stopped)
            return;
        stopped = true;
        GC.SuppressFinalize(this);
        try
        {
            end.Cancel();
        }
        finally
        {
            AskForTheEnd();
        }
    }

    /// <summary>Waits until none runs any more.</summary>
    public void Join()
    {
        foreach (LoaderWorker<TBatch> worker in workers)
            worker.Join();
        end.Dispose();
        Ended().GetAwaiter().GetResult(); // has ended; it throws what a worker has to say
    }

    /// <summary>Waits until none runs any more, without a thread.</summary>
    public async Task JoinAsync()
    {
        await Ended().ConfigureAwait(false);
        end.Dispose();
    }

    Task Ended() => Task.WhenAll(workers.Select(w => w.Ended));

    void AskForTheEnd()
    {
        foreach (LoaderWorker<TBatch> worker in workers)
            worker.Ask(null);
    }
}

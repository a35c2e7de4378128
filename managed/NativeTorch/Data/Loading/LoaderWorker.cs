using System.Runtime.CompilerServices;

namespace NativeTorch.Data;

/// <summary>A thread that makes batches of one pass. It knows nothing of the pass, so that a loop that is left behind can be collected.</summary>
/// <remarks>Each pass has threads of its own: starting one takes 0.1 ms, and what a dataset keeps, it keeps between passes anyway, so there
/// is nothing for PyTorch's <c>persistent_workers</c> to save.</remarks>
sealed class LoaderWorker<TBatch>
{
    readonly LoaderPlan<TBatch> plan;
    readonly WorkerInfo info;
    readonly AutogradMode mode = AutogradMode.OfThread;
    readonly Mailbox<IReadOnlyList<long>?> tasks = new();
    readonly Thread thread;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Exception? startFailure;
    bool isStarted;

    public LoaderWorker(LoaderPlan<TBatch> plan, WorkerInfo info)
    {
        (this.plan, this.info) = (plan, info);
        thread = new Thread(Run) { IsBackground = true, Name = $"DataLoader worker {info.Id}" };
    }

    /// <summary>What is made, in the order in which it was asked for.</summary>
    public Mailbox<Parcel<TBatch>> Made { get; } = new();

    /// <summary>Whether its stream has ended, as the loop knows it.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Completed when the thread does nothing any more.</summary>
    public Task Ended => isStarted ? ended.Task : Task.CompletedTask;

    public void Start()
    {
        thread.Start();
        isStarted = true;
    }

    /// <summary>Asks for a batch, or with null for the end.</summary>
    public void Ask(IReadOnlyList<long>? indices) => tasks.Put(indices);

    public void Join()
    {
        if (isStarted)
            thread.Join();
    }

    void Run()
    {
        WorkerInfo.Current = info;
        Generator.Ambient = new Generator(info.Seed);
        mode.Enter();
        IFetcher<TBatch>? fetcher = null;
        try
        {
            fetcher = Begin();
            while (tasks.Take(Timeout.InfiniteTimeSpan, default) is { } indices)
                if (!info.CancellationToken.IsCancellationRequested)
                    Make(fetcher, indices);
        }
        finally
        {
            Finish(fetcher);
        }
    }

    /// <summary>What the user's start does wrong is told instead of each batch.</summary>
    IFetcher<TBatch>? Begin()
    {
        try
        {
            plan.WorkerInit?.Invoke(info);
            return plan.MakeFetcher();
        }
        catch (Exception e)
        {
            startFailure = new DataLoaderException(info.Id, [], null, e);
            return null;
        }
    }

    /// <summary>Not inlined: while it waits for the next task, the thread would hold the last batch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Make(IFetcher<TBatch>? fetcher, IReadOnlyList<long> indices) => Made.Put(Parcel<TBatch>.Make(() =>
        ((fetcher ?? throw startFailure!).TryFetch(indices, out TBatch? batch), batch)));

    void Finish(IFetcher<TBatch>? fetcher)
    {
        try
        {
            fetcher?.Dispose();
            ended.SetResult();
        }
        catch (Exception e) // of a stream that was left before its end; whoever ends the pass hears it
        {
            ended.SetException(new DataLoaderException(info.Id, [], null, e));
        }
    }
}

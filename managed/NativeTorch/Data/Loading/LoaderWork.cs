namespace NativeTorch.Data;

/// <summary>Who makes the batches.</summary>
sealed class LoaderWork
{
    readonly int numWorkers, prefetchFactor;
    readonly TimeSpan timeout;
    readonly Action<WorkerInfo>? workerInit;
    readonly Generator? generator;

    public LoaderWork(int numWorkers, int prefetchFactor, TimeSpan? timeout, Action<WorkerInfo>? workerInit, Generator? generator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numWorkers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(prefetchFactor);
        double milliseconds = timeout?.TotalMilliseconds ?? 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, int.MaxValue, nameof(timeout)); // 24 days
        (this.numWorkers, this.prefetchFactor, this.workerInit, this.generator) = (numWorkers, prefetchFactor, workerInit, generator);
        this.timeout = timeout ?? Timeout.InfiniteTimeSpan;
    }

    public LoaderPlan<TBatch> Plan<TBatch>(IDataset dataset, IEnumerable<IReadOnlyList<long>> batches, Func<IFetcher<TBatch>> makeFetcher) =>
        new()
        {
            Dataset = dataset,
            Batches = batches,
            MakeFetcher = makeFetcher,
            NumWorkers = numWorkers,
            PrefetchFactor = prefetchFactor,
            Timeout = timeout,
            WorkerInit = workerInit,
            Generator = generator,
        };
}

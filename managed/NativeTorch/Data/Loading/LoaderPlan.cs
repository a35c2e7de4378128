namespace NativeTorch.Data;

/// <summary>What the passes over a loader have in common.</summary>
sealed record LoaderPlan<TBatch>
{
    public required IDataset Dataset { get; init; }

    /// <summary>The samples' numbers for each batch; endless for a stream.</summary>
    public required IEnumerable<IReadOnlyList<long>> Batches { get; init; }

    /// <summary>Called on the thread that fetches.</summary>
    public required Func<IFetcher<TBatch>> MakeFetcher { get; init; }

    public int NumWorkers { get; init; }
    public int PrefetchFactor { get; init; } = 2;
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;
    public Action<WorkerInfo>? WorkerInit { get; init; }
    public Generator? Generator { get; init; }

    /// <summary>Starts a pass. PyTorch draws the seed for workers even where there are none.</summary>
    public LoaderPass<TBatch> Start(CancellationToken cancellationToken)
    {
        IEnumerator<IReadOnlyList<long>> batches = Batches.GetEnumerator();
        ulong seed = Generator.DrawSeed(Generator);
        return NumWorkers == 0
            ? new DirectPass<TBatch>(this, batches, cancellationToken)
            : new WorkerPass<TBatch>(this, batches, seed, cancellationToken);
    }
}

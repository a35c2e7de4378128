namespace NativeTorch.Data;

/// <summary>A pass without workers: a batch is made when it is asked for, on the loop's thread.</summary>
sealed class DirectPass<TBatch>(LoaderPlan<TBatch> plan, IEnumerator<IReadOnlyList<long>> batches, CancellationToken cancellationToken)
    : LoaderPass<TBatch>
{
    IFetcher<TBatch>? fetcher;
    bool ended;

    public override bool MoveNext()
    {
        if (ended)
            return End();
        cancellationToken.ThrowIfCancellationRequested();
        End(); // else two batches would be alive while the next is made
        if (batches.MoveNext() && (fetcher ??= plan.MakeFetcher()).TryFetch(batches.Current, out TBatch? batch))
            return Yield(batch);
        Dispose();
        return false;
    }

    public override ValueTask<bool> MoveNextAsync() => new(MoveNext());

    public override void Dispose()
    {
        ended = true;
        End();
        batches.Dispose();
        fetcher?.Dispose();
        fetcher = null;
    }
}

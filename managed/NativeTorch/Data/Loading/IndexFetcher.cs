using System.Diagnostics.CodeAnalysis;

namespace NativeTorch.Data;

/// <summary>Batches of samples that are found by number.</summary>
sealed class IndexFetcher<TBatch>(Func<IReadOnlyList<long>, TBatch> fetch) : IFetcher<TBatch>
{
    public bool TryFetch(IReadOnlyList<long> indices, [MaybeNullWhen(false)] out TBatch batch)
    {
        try
        {
            batch = fetch(indices);
            return true;
        }
        catch (Exception e)
        {
            long? sample = SamplePosition.Of(e) is { } at && at < indices.Count ? indices[at] : null;
            throw new DataLoaderException(WorkerInfo.Current?.Id, indices, sample, e);
        }
    }

    public void Dispose() { }
}

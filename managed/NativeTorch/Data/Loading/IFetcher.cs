using System.Diagnostics.CodeAnalysis;

namespace NativeTorch.Data;

/// <summary>Makes batches, one after the other, on one thread: a worker's, or the loop's where there are no workers.</summary>
interface IFetcher<TBatch> : IDisposable
{
    /// <summary>Makes a batch; false where a stream has ended.</summary>
    /// <param name="indices">The samples' numbers; nothing for a stream.</param>
    /// <param name="batch">The batch.</param>
    /// <exception cref="DataLoaderException">It could not be made.</exception>
    bool TryFetch(IReadOnlyList<long> indices, [MaybeNullWhen(false)] out TBatch batch);
}

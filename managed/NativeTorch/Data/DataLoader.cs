using System.Collections;

namespace NativeTorch.Data;

/// <summary>Goes through a dataset in batches, in a new order each time if asked. PyTorch: <c>torch.utils.data.DataLoader</c>.</summary>
/// <remarks>
/// With the same seed, batches come in PyTorch's order. A batch belongs to whoever receives it (see <see cref="Batch"/>).
/// <code>
/// foreach (var (x, y) in new DataLoader(dataset, batchSize: 64, shuffle: true)) { ... }
/// </code>
/// </remarks>
public sealed class DataLoader : IEnumerable<Batch>
{
    /// <summary>A loader; nothing is read or drawn before it is enumerated.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">Samples in a batch (default 1).</param>
    /// <param name="shuffle">Whether each pass has an order of its own (default false).</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out (default false).</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public DataLoader(Dataset dataset, long batchSize = 1, bool shuffle = false, bool dropLast = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (Dataset, BatchSize, Shuffle, DropLast, Generator) = (dataset, batchSize, shuffle, dropLast, generator);
    }

    /// <summary>The samples.</summary>
    public Dataset Dataset { get; }

    /// <summary>Samples in a batch.</summary>
    public long BatchSize { get; }

    /// <summary>Whether each pass has an order of its own.</summary>
    public bool Shuffle { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; }

    /// <summary>The source of random numbers; null is the default one.</summary>
    public Generator? Generator { get; }

    /// <summary>How many batches a pass has. PyTorch: <c>len(loader)</c>.</summary>
    public long Count => DropLast ? Dataset.Count / BatchSize : (Dataset.Count + BatchSize - 1) / BatchSize;

    /// <summary>Starts a pass.</summary>
    public IEnumerator<Batch> GetEnumerator()
    {
        RandomOrder.DrawSeed(Generator); // PyTorch's seed for workers, which it draws even where there are none
        return Batches();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<Batch> Batches()
    {
        long count = Dataset.Count, full = count - count % BatchSize;
        var order = Shuffle ? new RandomOrder(count, Generator) : null;
        Tensor indices = order?.Indices ?? Torch.Arange(count);
        indices.Scope = null; // it outlives a scope inside the loop's body
        for (long start = 0; start < full; start += BatchSize)
            yield return Fetch(indices, start, BatchSize);
        order?.End();
        if (full < count && !DropLast)
            yield return Fetch(indices, full, count - full);
    }

    Batch Fetch(Tensor indices, long start, long length)
    {
        using Tensor part = indices.Narrow(0, start, length);
        return Dataset.GetBatch(part);
    }
}

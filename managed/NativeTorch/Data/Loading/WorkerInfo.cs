namespace NativeTorch.Data;

/// <summary>Which worker of a <see cref="DataLoader"/> this thread is.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.get_worker_info</c>. A stream that is read by several workers divides its samples by it, see
/// <see cref="IterableDataset{T}"/>.</remarks>
public sealed class WorkerInfo
{
    [ThreadStatic]
    static WorkerInfo? current;

    internal WorkerInfo(int id, int numWorkers, ulong baseSeed, IDataset dataset, CancellationToken cancellationToken) =>
        (Id, NumWorkers, Seed, Dataset, CancellationToken) = (id, numWorkers, baseSeed + (ulong)id, dataset, cancellationToken);

    /// <summary>The worker whose thread asks; null where none does.</summary>
    public static WorkerInfo? Current { get => current; internal set => current = value; }

    /// <summary>The worker's number, from 0.</summary>
    public int Id { get; }

    /// <summary>How many workers this pass has.</summary>
    public int NumWorkers { get; }

    /// <summary>The seed of the worker's generator: one that is drawn for each pass, plus the worker's number.</summary>
    public ulong Seed { get; }

    /// <summary>The dataset: the same object for all workers, where each of PyTorch's processes has a copy.</summary>
    public IDataset Dataset { get; }

    /// <summary>Cancelled when the loop has ended, so that a sample that takes long can be given up.</summary>
    public CancellationToken CancellationToken { get; }
}

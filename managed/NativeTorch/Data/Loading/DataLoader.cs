namespace NativeTorch.Data;

/// <summary>Goes through a dataset in batches, in a new order each time if asked, which other threads make in advance if asked.</summary>
/// <remarks>
/// <para>PyTorch: <c>torch.utils.data.DataLoader</c>. With the same seed samples come in PyTorch's order, however many workers there are.</para>
/// <para>A batch belongs to the loop that receives it: the loader keeps no reference to it and never disposes it, so it may be kept, passed
/// on, disposed, or left to the garbage collector. Its tensors are in the <see cref="TensorScope"/> that is open where the loop asks for
/// it, also when a worker made them (in <c>await foreach</c>, where the thread may change, they are in none).</para>
/// <para>A worker is a thread. It draws from a generator of its own (<see cref="WorkerInfo.Seed"/>), which stands in for the default one
/// there, and records gradients or not as the thread that started the pass did then, as PyTorch's processes do. Batch i is made by worker
/// i % numWorkers, so that random transforms give the same numbers in each run. What a worker throws comes to the loop as a
/// <see cref="DataLoaderException"/> in the batch's place. When the loop has ended, in whatever way, no worker runs any more.</para>
/// <code>
/// foreach (var (x, y) in new DataLoader(dataset, batchSize: 64, shuffle: true, numWorkers: 2)) { ... }
/// </code>
/// </remarks>
public sealed class DataLoader : DataLoader<IReadOnlyList<Tensor>, Batch>
{
    /// <summary>A loader of samples that are found by number; nothing is fetched or drawn before it is enumerated.</summary>
    /// <param name="dataset">The samples. Workers fetch from several threads at once.</param>
    /// <param name="batchSize">Samples in a batch (default 1); with null each sample comes by itself, as the dataset gives it.</param>
    /// <param name="shuffle">Whether each pass has a random order of its own (default false).</param>
    /// <param name="sampler">The order of the samples, instead of shuffle: a <see cref="Sampler"/>, or any sequence of numbers.</param>
    /// <param name="batchSampler">The samples of each batch, instead of batchSize, shuffle, sampler and dropLast.</param>
    /// <param name="numWorkers">How many threads make batches; with 0 (the default) it is the loop's own.</param>
    /// <param name="collate">Makes a batch of samples; null is the dataset's <see cref="Dataset.GetBatch"/>, which stacks them.</param>
    /// <param name="pinMemory">Whether batches are in page-locked memory, from which a GPU copies by itself: see
    /// <see cref="Batch.To"/> (default false).</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out (default false).</param>
    /// <param name="timeout">How long the loop waits for a worker; null is for ever. A worker that is late cannot be ended: it is told to
    /// (<see cref="WorkerInfo.CancellationToken"/>), and is not waited for.</param>
    /// <param name="workerInit">Called first on each worker's thread.</param>
    /// <param name="generator">The source of random numbers for the order and the workers' seeds; null is the default one.</param>
    /// <param name="prefetchFactor">Batches that each worker makes in advance (default 2).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 0 where that makes no sense.</exception>
    /// <exception cref="ArgumentException">Arguments exclude each other.</exception>
    /// <exception cref="DeviceMismatchException">Memory is to be pinned, and there is no GPU.</exception>
    public DataLoader(Dataset dataset, long? batchSize = 1, bool shuffle = false, IEnumerable<long>? sampler = null,
        IEnumerable<IReadOnlyList<long>>? batchSampler = null, int numWorkers = 0,
        Func<IReadOnlyList<IReadOnlyList<Tensor>>, Batch>? collate = null, bool pinMemory = false, bool dropLast = false,
        TimeSpan? timeout = null, Action<WorkerInfo>? workerInit = null, Generator? generator = null, int prefetchFactor = 2)
        : base(Checked(dataset), Pinned(Fetch(dataset, batchSize, collate), pinMemory),
            new LoaderOrder(dataset, batchSize, shuffle, sampler, batchSampler, dropLast, generator),
            new LoaderWork(numWorkers, prefetchFactor, timeout, workerInit, generator)) { }

    /// <summary>A loader of a stream of samples.</summary>
    /// <param name="dataset">The stream. Each worker enumerates one of its own, see <see cref="IterableDataset{T}"/>.</param>
    /// <param name="batchSize">Samples in a batch (default 1); with null each sample comes by itself, as the dataset gives it.</param>
    /// <param name="numWorkers">How many threads make batches; with 0 (the default) it is the loop's own.</param>
    /// <param name="collate">Makes a batch of samples; null is <see cref="Batch.Stack"/>.</param>
    /// <param name="pinMemory">Whether batches are in page-locked memory, from which a GPU copies by itself: see
    /// <see cref="Batch.To"/> (default false).</param>
    /// <param name="dropLast">Whether a worker's last batch is left out where it is not full (default false).</param>
    /// <param name="timeout">How long the loop waits for a worker; null is for ever.</param>
    /// <param name="workerInit">Called first on each worker's thread.</param>
    /// <param name="generator">The source of the workers' seeds; null is the default one.</param>
    /// <param name="prefetchFactor">Batches that each worker makes in advance (default 2).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 0 where that makes no sense.</exception>
    /// <exception cref="DeviceMismatchException">Memory is to be pinned, and there is no GPU.</exception>
    public DataLoader(IterableDataset dataset, long? batchSize = 1, int numWorkers = 0,
        Func<IReadOnlyList<IReadOnlyList<Tensor>>, Batch>? collate = null, bool pinMemory = false, bool dropLast = false,
        TimeSpan? timeout = null, Action<WorkerInfo>? workerInit = null, Generator? generator = null, int prefetchFactor = 2)
        : base(dataset, Pinned(collate ?? (batchSize is null ? Alone : Batch.Stack), pinMemory), batchSize, dropLast,
            new LoaderWork(numWorkers, prefetchFactor, timeout, workerInit, generator)) { }

    static Func<IReadOnlyList<long>, Batch> Fetch(Dataset dataset, long? batchSize,
        Func<IReadOnlyList<IReadOnlyList<Tensor>>, Batch>? collate)
    {
        if (collate is not null)
            return indices => collate(dataset.Fetch(indices));
        if (batchSize is null)
            return indices => Alone(dataset.Fetch(indices));
        return indices =>
        {
            using Tensor numbers = Torch.Tensor<long>(indices as long[] ?? [.. indices]);
            return dataset.GetBatch(numbers);
        };
    }

    static Batch Alone(IReadOnlyList<IReadOnlyList<Tensor>> samples) => new([.. samples[0]]);

    static Func<T, Batch> Pinned<T>(Func<T, Batch> make, bool pinMemory)
    {
        if (!pinMemory)
            return make;
        if (!Cuda.IsAvailable)
            throw new DeviceMismatchException($"[DataLoader] pinMemory needs a GPU: {Cuda.UnavailableReason}");
        return samples => make(samples).PinMemory();
    }
}

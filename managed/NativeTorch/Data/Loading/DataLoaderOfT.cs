using System.Collections;

namespace NativeTorch.Data;

/// <summary>Goes through samples of any kind in batches of any kind: a collate function makes the batches. <see cref="DataLoader"/> is the
/// one for samples that are tensors, and says what holds for both.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.DataLoader</c> with <c>collate_fn</c>.
/// <code>
/// var loader = new DataLoader&lt;string, (Tensor Ids, Tensor Lengths)&gt;(sentences, Pad, batchSize: 32, shuffle: true, numWorkers: 2);
/// foreach (var (ids, lengths) in loader) { ... }
/// </code></remarks>
/// <typeparam name="TSample">What the dataset gives.</typeparam>
/// <typeparam name="TBatch">What the loop receives.</typeparam>
public class DataLoader<TSample, TBatch> : IEnumerable<TBatch>
{
    readonly LoaderPlan<TBatch> plan;
    readonly Func<long> count;

    /// <summary>A loader of samples that are found by number; nothing is fetched or drawn before it is enumerated.</summary>
    /// <param name="dataset">The samples. Workers fetch from several threads at once.</param>
    /// <param name="collate">Makes a batch of samples; on a worker's thread, where there are workers.</param>
    /// <param name="batchSize">Samples in a batch (default 1).</param>
    /// <param name="shuffle">Whether each pass has a random order of its own (default false).</param>
    /// <param name="sampler">The order of the samples, instead of shuffle: a <see cref="NativeTorch.Data.Sampler"/>, or any numbers.</param>
    /// <param name="batchSampler">The samples of each batch, instead of batchSize, shuffle, sampler and dropLast.</param>
    /// <param name="numWorkers">How many threads make batches; with 0 (the default) it is the loop's own.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out (default false).</param>
    /// <param name="timeout">How long the loop waits for a worker; null is for ever.</param>
    /// <param name="workerInit">Called first on each worker's thread.</param>
    /// <param name="generator">The source of random numbers for the order and the workers' seeds; null is the default one.</param>
    /// <param name="prefetchFactor">Batches that each worker makes in advance (default 2).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 0 where that makes no sense.</exception>
    /// <exception cref="ArgumentException">Arguments exclude each other.</exception>
    public DataLoader(Dataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate, long batchSize = 1, bool shuffle = false,
        IEnumerable<long>? sampler = null, IEnumerable<IReadOnlyList<long>>? batchSampler = null, int numWorkers = 0, bool dropLast = false,
        TimeSpan? timeout = null, Action<WorkerInfo>? workerInit = null, Generator? generator = null, int prefetchFactor = 2)
        : this(Checked(dataset), Fetch(dataset, Checked(collate)),
            new LoaderOrder(dataset, batchSize, shuffle, sampler, batchSampler, dropLast, generator),
            new LoaderWork(numWorkers, prefetchFactor, timeout, workerInit, generator)) { }

    /// <summary>A loader of a stream of samples.</summary>
    /// <param name="dataset">The stream. Each worker enumerates one of its own, see <see cref="IterableDataset{T}"/>.</param>
    /// <param name="collate">Makes a batch of samples; on a worker's thread, where there are workers.</param>
    /// <param name="batchSize">Samples in a batch (default 1).</param>
    /// <param name="numWorkers">How many threads make batches; with 0 (the default) it is the loop's own.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out (default false).</param>
    /// <param name="timeout">How long the loop waits for a worker; null is for ever.</param>
    /// <param name="workerInit">Called first on each worker's thread.</param>
    /// <param name="generator">The source of random numbers for the order and the workers' seeds; null is the default one.</param>
    /// <param name="prefetchFactor">Batches that each worker makes in advance (default 2).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 0 where that makes no sense.</exception>
    public DataLoader(IterableDataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate, long batchSize = 1, int numWorkers = 0,
        bool dropLast = false, TimeSpan? timeout = null, Action<WorkerInfo>? workerInit = null, Generator? generator = null,
        int prefetchFactor = 2)
        : this(dataset, collate, (long?)batchSize, dropLast, new(numWorkers, prefetchFactor, timeout, workerInit, generator)) { }

    private protected DataLoader(Dataset<TSample> dataset, Func<IReadOnlyList<long>, TBatch> fetch, LoaderOrder order, LoaderWork work)
    {
        (Dataset, BatchSize, DropLast, Sampler) = (dataset, order.BatchSize, order.DropLast, order.Sampler);
        count = order.CountBatches;
        plan = work.Plan(dataset, order.Batches, () => new IndexFetcher<TBatch>(fetch));
    }

    private protected DataLoader(IterableDataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate, long? batchSize,
        bool dropLast, LoaderWork work)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate);
        LoaderOrder.CheckBatchSize(batchSize, dropLast);
        long size = batchSize ?? 1;
        (Dataset, BatchSize, DropLast) = (dataset, batchSize, dropLast);
        count = () => BatchSampler.Groups(dataset.Count, size, dropLast);
        plan = work.Plan(dataset, LoaderOrder.Endless(), () => new StreamFetcher<TSample, TBatch>(dataset, collate, size, dropLast));
    }

    /// <summary>Where the samples come from.</summary>
    public IDataset Dataset { get; }

    /// <summary>The order in which samples are visited; null for a stream, or where a batch sampler has it.</summary>
    public IEnumerable<long>? Sampler { get; }

    /// <summary>Samples in a batch; null where each comes by itself, or a batch sampler makes them.</summary>
    public long? BatchSize { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; }

    /// <summary>How many threads make batches; with 0 it is the loop's own.</summary>
    public int NumWorkers => plan.NumWorkers;

    /// <summary>Batches that each worker makes in advance.</summary>
    public int PrefetchFactor => plan.PrefetchFactor;

    /// <summary>The source of random numbers; null is the default one.</summary>
    public Generator? Generator => plan.Generator;

    /// <summary>How many batches a pass has. PyTorch: <c>len(loader)</c>.</summary>
    /// <exception cref="NotSupportedException">A stream that does not know how many samples it has.</exception>
    /// <exception cref="InvalidOperationException">A sampler that does not tell how many numbers it has.</exception>
    public long Count => count();

    /// <summary>Starts a pass.</summary>
    public IEnumerator<TBatch> GetEnumerator() => plan.Start(default);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Starts a pass for <c>await foreach</c>: while a worker makes the next batch, the loop holds no thread.</summary>
    /// <param name="cancellationToken">Ends the pass with an <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerator<TBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default) => plan.Start(cancellationToken);

    /// <summary>The loader with a token that ends its passes: for <c>foreach</c> and <c>await foreach</c>.</summary>
    /// <param name="cancellationToken">Ends a pass with an <see cref="OperationCanceledException"/>, also while it waits for a worker.</param>
    public LoaderPasses<TBatch> WithCancellation(CancellationToken cancellationToken) => new(plan, cancellationToken);

    /// <summary>The loader for those who take an <see cref="IAsyncEnumerable{T}"/>. It is not one itself: of <c>loader.Take(3)</c> nobody
    /// could say then whether it is the one of <c>Enumerable</c> or of <c>AsyncEnumerable</c>.</summary>
    public IAsyncEnumerable<TBatch> AsAsyncEnumerable() => new AsyncPasses<TBatch>(plan);

    static Func<IReadOnlyList<long>, TBatch> Fetch(Dataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate) =>
        indices => collate(dataset.Fetch(indices));

    private protected static T Checked<T>(T dataset) where T : class
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset;
    }
}

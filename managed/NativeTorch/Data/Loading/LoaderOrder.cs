namespace NativeTorch.Data;

/// <summary>Which samples each batch has.</summary>
sealed class LoaderOrder
{
    public LoaderOrder(IDataset dataset, long? batchSize, bool shuffle, IEnumerable<long>? sampler,
        IEnumerable<IReadOnlyList<long>>? batchSampler, bool dropLast, Generator? generator)
    {
        CheckBatchSize(batchSize, dropLast);
        if (batchSampler is not null && (batchSize != 1 || shuffle || sampler is not null || dropLast))
            throw new ArgumentException("[DataLoader] a batchSampler leaves no room for batchSize, shuffle, sampler and dropLast", nameof(batchSampler));
        if (sampler is not null && shuffle)
            throw new ArgumentException("[DataLoader] the order is the sampler's or shuffled, not both", nameof(sampler));
        DropLast = dropLast;
        if (batchSampler is not null)
        {
            (Batches, CountBatches) = (batchSampler, () => SequenceLength.Of(batchSampler));
            return;
        }
        IEnumerable<long> order = sampler ?? (shuffle ? new RandomSampler(dataset, generator: generator) : new SequentialSampler(dataset));
        (Sampler, BatchSize) = (order, batchSize);
        var groups = new BatchSampler(order, batchSize ?? 1, dropLast);
        (Batches, CountBatches) = (groups, () => groups.Count);
    }

    public IEnumerable<IReadOnlyList<long>> Batches { get; }

    public Func<long> CountBatches { get; }

    public IEnumerable<long>? Sampler { get; }

    public long? BatchSize { get; }

    public bool DropLast { get; }

    /// <summary>For a stream: batches without numbers, as long as there are samples.</summary>
    public static IEnumerable<IReadOnlyList<long>> Endless()
    {
        while (true)
            yield return [];
    }

    public static void CheckBatchSize(long? batchSize, bool dropLast)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize ?? 1, nameof(batchSize));
        if (batchSize is null && dropLast)
            throw new ArgumentException("[DataLoader] without a batchSize there is no last batch to drop", nameof(dropLast));
    }
}

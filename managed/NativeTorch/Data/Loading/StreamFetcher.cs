using System.Diagnostics.CodeAnalysis;

namespace NativeTorch.Data;

/// <summary>Batches of a stream, of which each worker has its own: as many samples as there are, up to the batch's size.</summary>
sealed class StreamFetcher<TSample, TBatch>(IterableDataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate, long batchSize,
    bool dropLast) : IFetcher<TBatch>
{
    IEnumerator<TSample>? stream;
    bool ended;
    long read;

    public bool TryFetch(IReadOnlyList<long> indices, [MaybeNullWhen(false)] out TBatch batch)
    {
        List<TSample> samples = Read();
        try
        {
            if (ended)
                Dispose();
            bool isBatch = samples.Count > 0 && (!dropLast || samples.Count == batchSize);
            batch = isBatch ? collate(samples) : default;
            return isBatch;
        }
        catch (Exception e)
        {
            throw new DataLoaderException(WorkerInfo.Current?.Id, [], null, e);
        }
    }

    List<TSample> Read()
    {
        var samples = new List<TSample>();
        try
        {
            if (!ended)
                stream ??= dataset.GetEnumerator();
            while (!ended && samples.Count < batchSize)
            {
                ended = !stream!.MoveNext();
                if (ended)
                    break;
                samples.Add(stream.Current);
                read++;
            }
        }
        catch (Exception e)
        {
            ended = true; // as a stream is that has thrown
            throw new DataLoaderException(WorkerInfo.Current?.Id, [], read, e);
        }
        return samples;
    }

    public void Dispose()
    {
        IEnumerator<TSample>? last = stream;
        (stream, ended) = (null, true);
        last?.Dispose();
    }
}

namespace NativeTorch.Data;

/// <summary>Samples of any kind that are found by number; those that are tensors derive from <see cref="Dataset"/>.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.Dataset</c>. Workers of a loader call the indexer from several threads at once.</remarks>
/// <typeparam name="T">A sample.</typeparam>
public abstract class Dataset<T> : IDataset
{
    /// <summary>How many samples there are. PyTorch: <c>len(dataset)</c>.</summary>
    public abstract long Count { get; }

    /// <summary>One sample. PyTorch: <c>dataset[index]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract T this[long index] { get; }

    /// <summary>Some samples, each fetched by itself; an exception takes the position with it.</summary>
    internal T[] Fetch(IReadOnlyList<long> indices)
    {
        var samples = new T[indices.Count];
        int at = 0;
        try
        {
            for (; at < samples.Length; at++)
                samples[at] = this[indices[at]];
        }
        catch (Exception e) when (SamplePosition.Note(e, at)) { }
        return samples;
    }
}

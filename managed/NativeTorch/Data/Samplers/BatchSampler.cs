using System.Collections;

namespace NativeTorch.Data;

/// <summary>The numbers of another sampler in groups, one for each batch.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.BatchSampler</c>. A <see cref="DataLoader"/> takes any sequence of groups.</remarks>
public sealed class BatchSampler : IEnumerable<long[]>
{
    readonly IEnumerable<long> sampler;

    /// <summary>Groups of the numbers of <paramref name="sampler"/>.</summary>
    /// <param name="sampler">The order of the samples.</param>
    /// <param name="batchSize">How many are in a group.</param>
    /// <param name="dropLast">Whether a last group that is not full is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public BatchSampler(IEnumerable<long> sampler, long batchSize, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (this.sampler, BatchSize, DropLast) = (sampler, batchSize, dropLast);
    }

    /// <summary>How many numbers a group has.</summary>
    public long BatchSize { get; }

    /// <summary>Whether a last group that is not full is left out.</summary>
    public bool DropLast { get; }

    /// <summary>How many groups a pass has. PyTorch: <c>len(sampler)</c>.</summary>
    /// <exception cref="InvalidOperationException">The sampler does not tell how many numbers it has.</exception>
    public long Count => Groups(SequenceLength.Of(sampler), BatchSize, DropLast);

    /// <summary>Starts a pass.</summary>
    public IEnumerator<long[]> GetEnumerator()
    {
        var group = new List<long>();
        foreach (long index in sampler)
        {
            group.Add(index);
            if (group.Count < BatchSize)
                continue;
            yield return [.. group];
            group.Clear();
        }
        if (group.Count > 0 && !DropLast)
            yield return [.. group];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many groups so many samples make.</summary>
    internal static long Groups(long count, long size, bool dropLast) => dropLast ? count / size : (count + size - 1) / size;
}

namespace NativeTorch.Data;

/// <summary>One process's share of the samples, where several train one model: every one has as many.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.distributed.DistributedSampler</c>, whose order it has for the same seed and epoch.
/// <code>
/// var sampler = new DistributedSampler(dataset, numReplicas: 4, rank: 1);
/// var loader = new DataLoader(dataset, batchSize: 64, sampler: sampler);
/// for (int epoch = 0; epoch &lt; 10; epoch++)
/// {
///     sampler.SetEpoch(epoch); // or all epochs have the same order
///     foreach (var (x, y) in loader) { ... }
/// }
/// </code></remarks>
public sealed class DistributedSampler : Sampler
{
    readonly IDataset dataset;
    readonly int numReplicas, rank;
    readonly bool shuffle, dropLast;
    readonly ulong seed;
    long epoch;

    /// <summary>A sampler; nothing is drawn before it is enumerated.</summary>
    /// <param name="dataset">All samples, the same in each process.</param>
    /// <param name="numReplicas">How many processes there are.</param>
    /// <param name="rank">Which one this is, from 0.</param>
    /// <param name="shuffle">Whether the order is random (default true).</param>
    /// <param name="seed">The order's seed, the same in each process (default 0).</param>
    /// <param name="dropLast">Whether samples that don't divide evenly are left out; else some come twice (default false).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public DistributedSampler(IDataset dataset, int numReplicas, int rank, bool shuffle = true, ulong seed = 0, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numReplicas);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, numReplicas);
        (this.dataset, this.numReplicas, this.rank) = (dataset, numReplicas, rank);
        (this.shuffle, this.seed, this.dropLast) = (shuffle, seed, dropLast);
    }

    /// <inheritdoc/>
    public override long Count => BatchSampler.Groups(dataset.Count, numReplicas, dropLast);

    /// <summary>Gives the passes that follow an order of their own. PyTorch: <c>set_epoch</c>.</summary>
    public void SetEpoch(long epoch) => this.epoch = epoch;

    /// <inheritdoc/>
    public override IEnumerator<long> GetEnumerator()
    {
        long all = dataset.Count;
        return Share(shuffle ? Shuffled(all) : null, all, Count * numReplicas);
    }

    /// <summary>Every numReplicas-th of the order, which begins again where it is too short to divide evenly.</summary>
    IEnumerator<long> Share(long[]? order, long all, long total)
    {
        for (long at = rank; at < total; at += numReplicas)
            yield return order is null ? at % all : order[at % all];
    }

    long[] Shuffled(long count)
    {
        using Tensor order = Torch.RandPerm(count, generator: new Generator(seed + (ulong)epoch));
        return order.ToArray<long>();
    }
}

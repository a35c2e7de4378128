namespace NativeTorch.Data;

/// <summary>A permutation of all samples, with the draws of PyTorch's RandomSampler.</summary>
sealed class RandomOrder
{
    readonly long count;
    readonly Generator generator;

    public RandomOrder(long count, Generator? generator)
    {
        this.count = count;
        this.generator = generator ?? new Generator((ulong)DrawSeed(null));
        Indices = Torch.RandPerm(count, generator: this.generator);
    }

    public Tensor Indices { get; }

    /// <summary>PyTorch draws one permutation more when it runs out of samples, which a generator of the user's own shows.</summary>
    public void End() => Torch.RandPerm(count, generator: generator).Dispose();

    /// <summary>A number from 0 to 2^63 - 1.</summary>
    public static long DrawSeed(Generator? generator)
    {
        using Tensor seed = Torch.Empty([], Dtype.Int64).Random_(generator);
        return seed.Item<long>();
    }
}

namespace NativeTorch.Data;

/// <summary>Some of the samples in a random order, another one in each pass.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.SubsetRandomSampler</c>, whose order it has for the same seed.</remarks>
/// <param name="indices">The samples' numbers.</param>
/// <param name="generator">The source of random numbers; null is the default one.</param>
public sealed class SubsetRandomSampler(IReadOnlyList<long> indices, Generator? generator = null) : Sampler
{
    /// <inheritdoc/>
    public override long Count => indices.Count;

    /// <inheritdoc/>
    public override IEnumerator<long> GetEnumerator()
    {
        long[] order;
        using (Tensor drawn = Torch.RandPerm(indices.Count, generator: generator))
            order = drawn.ToArray<long>();
        foreach (long at in order)
            yield return indices[(int)at];
    }
}

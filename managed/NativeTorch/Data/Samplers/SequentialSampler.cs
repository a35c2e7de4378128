namespace NativeTorch.Data;

/// <summary>All samples in their own order: 0, 1, 2, ...</summary>
/// <remarks>PyTorch: <c>torch.utils.data.SequentialSampler</c>.</remarks>
/// <param name="dataset">The samples.</param>
public sealed class SequentialSampler(IDataset dataset) : Sampler
{
    /// <inheritdoc/>
    public override long Count => dataset.Count;

    /// <inheritdoc/>
    public override IEnumerator<long> GetEnumerator()
    {
        long count = dataset.Count;
        for (long i = 0; i < count; i++)
            yield return i;
    }
}

namespace NativeTorch.Data;

/// <summary>Several streams, one after the other.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.ChainDataset</c>.</remarks>
/// <param name="datasets">The streams in order.</param>
public sealed class ChainDataset(params IEnumerable<IterableDataset> datasets) : IterableDataset
{
    /// <inheritdoc/>
    public override long Count => datasets.Sum(d => d.Count);

    /// <inheritdoc/>
    public override IEnumerator<IReadOnlyList<Tensor>> GetEnumerator() => datasets.SelectMany(d => d).GetEnumerator();
}

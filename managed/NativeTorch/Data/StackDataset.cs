namespace NativeTorch.Data;

/// <summary>Datasets side by side: sample i has the tensors of sample i of each.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.StackDataset</c>.</remarks>
public sealed class StackDataset : Dataset
{
    readonly Dataset[] datasets;

    /// <summary>The datasets, such as images and their masks.</summary>
    /// <exception cref="ArgumentException">There are none, or they differ in length.</exception>
    public StackDataset(params IEnumerable<Dataset> datasets)
    {
        this.datasets = [.. datasets];
        if (this.datasets.Length == 0)
            throw new ArgumentException("[StackDataset] there are no datasets", nameof(datasets));
        if (this.datasets.Any(d => d.Count != Count))
            throw new ArgumentException($"[StackDataset] the datasets have {string.Join(", ", this.datasets.Select(d => d.Count))} samples",
                nameof(datasets));
    }

    /// <summary>The datasets.</summary>
    public IReadOnlyList<Dataset> Datasets => datasets;

    /// <inheritdoc/>
    public override long Count => datasets[0].Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> this[long index] => [.. datasets.SelectMany(d => d[index])];

    /// <inheritdoc/>
    public override Batch GetBatch(Tensor indices) => new([.. datasets.SelectMany(d => d.GetBatch(indices))]);
}

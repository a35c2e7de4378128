namespace NativeTorch.Data;

/// <summary>Some samples of a dataset, in an order of their own.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.Subset</c>.</remarks>
public sealed class Subset : Dataset
{
    /// <summary>The samples of <paramref name="dataset"/> with the given numbers; one may stand there twice.</summary>
    public Subset(Dataset dataset, IReadOnlyList<long> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(indices);
        (Dataset, Indices) = (dataset, indices);
    }

    /// <summary>The whole dataset.</summary>
    public Dataset Dataset { get; }

    /// <summary>The numbers in it of this one's samples.</summary>
    public IReadOnlyList<long> Indices { get; }

    /// <inheritdoc/>
    public override long Count => Indices.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> this[long index] => Dataset[At(index)];

    /// <inheritdoc/>
    public override Batch GetBatch(Tensor indices)
    {
        long[] numbers = indices.ToArray<long>();
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = At(numbers[i]);
        using Tensor inner = Torch.Tensor<long>(numbers);
        return Dataset.GetBatch(inner);
    }

    long At(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Indices[(int)index];
    }
}

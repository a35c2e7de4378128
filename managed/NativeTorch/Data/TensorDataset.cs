namespace NativeTorch.Data;

/// <summary>Samples that are rows of tensors. PyTorch: <c>torch.utils.data.TensorDataset</c>.</summary>
/// <remarks>A batch is one index_select for each tensor, so it is as fast as memory is.</remarks>
public sealed class TensorDataset : Dataset
{
    readonly Tensor[] tensors;

    /// <summary>The rows of the given tensors, such as inputs and targets.</summary>
    /// <exception cref="ArgumentException">There are none, or their first sizes differ.</exception>
    public TensorDataset(params Tensor[] tensors)
    {
        if (tensors.Length == 0)
            throw new ArgumentException("[TensorDataset] there are no tensors", nameof(tensors));
        if (tensors.Any(t => t.Dim == 0 || t.Shape[0] != tensors[0].Shape[0]))
            throw new ShapeMismatchException($"[TensorDataset] {string.Join(", ", tensors.Select(t => t.Shape))}: the first sizes differ");
        this.tensors = tensors;
        Count = tensors[0].Shape[0];
    }

    /// <summary>The tensors themselves.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return [.. tensors.Select(t => t.Select(0, index))];
        }
    }

    /// <inheritdoc/>
    public override Batch GetBatch(Tensor indices) => new([.. tensors.Select(t => t.IndexSelect(0, indices.To(t.Device)))]);
}

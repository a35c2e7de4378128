namespace NativeTorch.Data;

/// <summary>Samples that are tensors, such as an input and a target, and are found by number.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.Dataset</c>. Workers of a loader fetch from several threads at once.</remarks>
public abstract partial class Dataset : Dataset<IReadOnlyList<Tensor>>
{
    /// <summary>One sample: its tensors, without a dimension for the batch. PyTorch: <c>dataset[index]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract override IReadOnlyList<Tensor> this[long index] { get; }

    /// <summary>Several samples at once. Here each is fetched and all are stacked; a dataset that can do it faster overrides this.</summary>
    /// <remarks>PyTorch: <c>dataset.__getitems__</c> and <c>default_collate</c>.</remarks>
    /// <param name="indices">Their numbers: int64, one dimension.</param>
    public virtual Batch GetBatch(Tensor indices) => Batch.Stack(Fetch(indices.ToArray<long>()));
}

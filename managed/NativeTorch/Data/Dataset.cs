namespace NativeTorch.Data;

/// <summary>Samples that are found by number. PyTorch: <c>torch.utils.data.Dataset</c>.</summary>
public abstract class Dataset
{
    /// <summary>How many samples there are. PyTorch: <c>len(dataset)</c>.</summary>
    public abstract long Count { get; }

    /// <summary>One sample: its tensors, without a dimension for the batch. PyTorch: <c>dataset[index]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract IReadOnlyList<Tensor> this[long index] { get; }

    /// <summary>Several samples at once. Here each is fetched and all are stacked; a dataset that can do it faster overrides this.</summary>
    /// <param name="indices">Their numbers: int64, one dimension.</param>
    public virtual Batch GetBatch(Tensor indices)
    {
        IReadOnlyList<Tensor>[] samples = [.. indices.ToArray<long>().Select(index => this[index])];
        if (samples.Length == 0)
            throw new ArgumentException("A batch has at least one sample.", nameof(indices));
        return new Batch([.. Enumerable.Range(0, samples[0].Count).Select(i => Torch.Stack([.. samples.Select(sample => sample[i])]))]);
    }
}

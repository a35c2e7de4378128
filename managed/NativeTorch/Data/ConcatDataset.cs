namespace NativeTorch.Data;

/// <summary>The samples of several datasets, one after the other.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.ConcatDataset</c>.</remarks>
public sealed class ConcatDataset : Dataset
{
    readonly Dataset[] datasets;
    readonly long[] ends;

    /// <summary>The datasets in order, whose samples must be alike.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public ConcatDataset(params IEnumerable<Dataset> datasets)
    {
        this.datasets = [.. datasets];
        if (this.datasets.Length == 0)
            throw new ArgumentException("[ConcatDataset] there are no datasets", nameof(datasets));
        ends = new long[this.datasets.Length];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = this.datasets[i].Count + (i == 0 ? 0 : ends[i - 1]);
    }

    /// <summary>The datasets.</summary>
    public IReadOnlyList<Dataset> Datasets => datasets;

    /// <inheritdoc/>
    public override long Count => ends[^1];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            int at = Find(index);
            return datasets[at][index - Start(at)];
        }
    }

    /// <summary>Several samples at once: neighbours of one dataset are fetched together, in their order, so that random transforms draw
    /// as for single samples.</summary>
    /// <inheritdoc/>
    public override Batch GetBatch(Tensor indices)
    {
        long[] numbers = indices.ToArray<long>();
        var runs = new List<Batch>();
        for (int start = 0, end; start < numbers.Length; start = end)
        {
            int at = Find(numbers[start]);
            for (end = start; end < numbers.Length && numbers[end] >= Start(at) && numbers[end] < ends[at]; end++)
                numbers[end] -= Start(at);
            runs.Add(GetRun(datasets[at], numbers.AsSpan(start..end), start));
        }
        return Batch.Cat(runs);
    }

    static Batch GetRun(Dataset dataset, ReadOnlySpan<long> numbers, int start)
    {
        using Tensor indices = Torch.Tensor(numbers);
        try
        {
            return dataset.GetBatch(indices);
        }
        catch (Exception e) when (SamplePosition.Shift(e, start))
        {
            throw;
        }
    }

    long Start(int at) => at == 0 ? 0 : ends[at - 1];

    int Find(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int at = Array.BinarySearch(ends, index + 1);
        if (at < 0)
            return ~at;
        while (at > 0 && ends[at - 1] == ends[at]) // of empty ones
            at--;
        return at;
    }
}

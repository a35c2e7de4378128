using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Datasets made of others: single samples and batches agree.</summary>
public class CombinedDatasetTests
{
    static TensorDataset From(long start, long end) => new(Torch.Arange(start, end), Torch.Arange(start, end) * 10);

    static string Text(IEnumerable<Tensor> parts) => string.Join(" | ", parts.Select(p => string.Join(' ', p.Reshape(-1).ToArray<long>())));

    static string Batch(Dataset dataset, params long[] indices) => Text(dataset.GetBatch(Torch.Tensor<long>(indices)));

    [Fact]
    public void A_subset_has_its_own_order()
    {
        var subset = new Subset(From(0, 10), [7, 7, 2]);
        Assert.Equal(3, subset.Count);
        Assert.Equal("2 | 20", Text(subset[2]));
        Assert.Equal("2 7 | 20 70", Batch(subset, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => subset[3]);
    }

    [Fact]
    public void Concatenated_samples_come_one_dataset_after_the_other()
    {
        var all = new ConcatDataset(From(0, 2), From(0, 0), From(5, 8), From(100, 101));
        Assert.Equal(6, all.Count);
        Assert.Equal("0 1 5 6 7 100", string.Join(' ', Enumerable.Range(0, 6).Select(i => all[i][0].Item<long>())));
        Assert.Equal("7 0 1 100 5 | 70 0 10 1000 50", Batch(all, 4, 0, 1, 5, 2));
        Assert.Equal("5 6 | 50 60", Batch(all, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => all[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch(all, 0, -1));
        Assert.Throws<ArgumentException>(() => new ConcatDataset());
        Assert.Equal("5 | 50", Text(new ConcatDataset(From(0, 0), From(0, 0), From(5, 6))[0]));
    }

    [Fact]
    public void Stacked_samples_stand_side_by_side()
    {
        var pairs = new StackDataset(From(0, 3), new TensorDataset(Torch.Arange(50, 53)));
        Assert.Equal(3, pairs.Count);
        Assert.Equal("1 | 10 | 51", Text(pairs[1]));
        Assert.Equal("2 0 | 20 0 | 52 50", Batch(pairs, 2, 0));
        Assert.Throws<ArgumentException>(() => new StackDataset(From(0, 3), From(0, 2)));
        Assert.Throws<ArgumentException>(() => new StackDataset());
    }

    [Fact]
    public void A_split_divides_all_samples()
    {
        Subset[] parts = From(0, 10).RandomSplit([3, 0, 7]);
        Assert.Equal([3L, 0, 7], parts.Select(p => p.Count));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), parts.SelectMany(p => p.Indices).Order());
        Assert.Equal([4L, 3, 3], From(0, 10).RandomSplit([1.0 / 3, 1.0 / 3, 1.0 / 3]).Select(p => p.Count));
        Assert.Throws<ArgumentException>(() => From(0, 10).RandomSplit([3, 6]));
        Assert.Throws<ArgumentException>(() => From(0, 10).RandomSplit([11, -1]));
        Assert.Throws<ArgumentException>(() => From(0, 10).RandomSplit([0.5, 0.4]));
        Assert.Throws<ArgumentException>(() => From(0, 10).RandomSplit([1.5, -0.5]));
        Assert.Throws<ArgumentException>(() => From(0, 10).RandomSplit([double.NaN, 1]));
    }

    [Fact]
    public void Samples_that_differ_make_no_batch()
    {
        Assert.Throws<ArgumentException>(() => NativeTorch.Data.Batch.Stack([]));
        Assert.Throws<ArgumentException>(() => NativeTorch.Data.Batch.Stack([[Torch.Zeros(2)], [Torch.Zeros(2), Torch.Zeros(2)]]));
        Assert.Throws<ShapeMismatchException>(() => NativeTorch.Data.Batch.Stack([[Torch.Zeros(2)], [Torch.Zeros(3)]]));
    }
}

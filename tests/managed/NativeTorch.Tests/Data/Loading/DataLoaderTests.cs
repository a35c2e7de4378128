using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>Batches, their order, and what the loader leaves in the generators: as PyTorch 1.13.1.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class DataLoaderTests
{
    /// <summary>Two passes over 0..count-1, then one number from the default generator and one from the loader's own.</summary>
    [Theory]
    [InlineData(1, 7, 3, true, false, null, "0 5 1|4 2 3|6|0 2 4|5 1 6|3", 0.5695084929466248f, null)]
    [InlineData(1, 7, 3, true, true, null, "0 5 1|4 2 3|0 2 4|5 1 6", 0.5695084929466248f, null)]
    [InlineData(3, 6, 3, true, false, null, "2 4 0|1 3 5|3 2 0|1 4 5", 0.5944212079048157f, null)]
    [InlineData(1, 5, 2, false, false, null, "0 1|2 3|4|0 1|2 3|4", 0.029281556606292725f, null)]
    [InlineData(1, 7, 3, true, false, 5, "2 4 3|5 0 6|1|4 1 0|2 3 6|5", 0.7576315999031067f, 0.2638806700706482f)]
    [InlineData(1, 6, 3, true, true, 5, "1 0 4|2 3 5|0 4 5|3 2 1", 0.7576315999031067f, 0.9751613140106201f)]
    [InlineData(1, 5, 2, false, false, 5, "0 1|2 3|4|0 1|2 3|4", 0.7576315999031067f, 0.9201034307479858f)]
    public void Order_and_draws_are_PyTorchs(int seed, long count, long batchSize, bool shuffle, bool dropLast, int? generatorSeed, string batches,
        float next, float? nextOwn)
    {
        Torch.ManualSeed((ulong)seed);
        Generator? generator = generatorSeed is { } s ? new Generator((ulong)s) : null;
        var loader = new DataLoader(new TensorDataset(Torch.Arange(count)), batchSize, shuffle, dropLast: dropLast, generator: generator);
        var found = Enumerable.Range(0, 2).SelectMany(_ => loader).Select(batch => string.Join(' ', batch[0].ToArray<long>())).ToArray();
        Assert.Equal(batches, string.Join('|', found));
        Assert.Equal(found.Length / 2, loader.Count);
        Assert.Equal(next, Torch.Rand(1).Item<float>());
        if (nextOwn is { } own)
            Assert.Equal(own, Torch.Rand([1], null, generator: generator).Item<float>());
    }

    sealed class Squares : Dataset
    {
        public override long Count => 5;

        public override IReadOnlyList<Tensor> this[long index] => [Torch.Full([2], (double)index), Torch.Tensor(index * index)];
    }

    [Fact]
    public void A_dataset_of_single_samples_is_stacked()
    {
        Batch last = new DataLoader(new Squares(), batchSize: 3).Last();
        (Tensor x, Tensor y) = last;
        Assert.Equal([3f, 3f, 4f, 4f], x.ToArray<float>());
        Assert.Equal(Shape.Create([2, 2]), x.Shape);
        Assert.Equal([9L, 16L], y.ToArray<long>());
        Assert.Throws<InvalidOperationException>(() => { var (a, b, c) = last; });
    }

    /// <summary>The ownership rule: a batch lives as long as its holder wants, whatever the loader does next.</summary>
    [Fact]
    public void Batches_stay_valid_and_do_not_share_memory_with_the_dataset()
    {
        Tensor rows = Torch.Arange(4);
        var batches = new DataLoader(new TensorDataset(rows), batchSize: 2).ToList();
        batches[0][0].Fill_(7);
        Assert.Equal([7L, 7L], batches[0][0].ToArray<long>());
        Assert.Equal([0L, 1L, 2L, 3L], rows.ToArray<long>());
    }

    [Fact]
    public void A_scope_in_the_loops_body_does_not_break_the_loop()
    {
        long sum = 0;
        foreach (Batch batch in new DataLoader(new TensorDataset(Torch.Arange(10)), batchSize: 3, shuffle: true))
        {
            using var scope = new TensorScope();
            sum += (batch[0] * 1).Sum().Item<long>();
        }
        Assert.Equal(45, sum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Samples_come_by_themselves_without_a_batch_size(int numWorkers)
    {
        var loader = new DataLoader(new Squares(), batchSize: null, sampler: [4L, 2L], numWorkers: numWorkers);
        Assert.Equal(2, loader.Count);
        Assert.Equal(["(2,) 16", "(2,) 4"], loader.Select(b => $"{b[0].Shape} {b[1].Item<long>()}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Any_numbers_are_an_order_and_any_groups_are_batches(int numWorkers)
    {
        var ordered = new DataLoader(new Squares(), batchSize: 2, sampler: Enumerable.Range(1, 3).Select(i => (long)i), numWorkers: numWorkers);
        Assert.Equal(["1 4", "9"], ordered.Select(Targets));
        Assert.Throws<InvalidOperationException>(() => ordered.Count);
        var grouped = new DataLoader(new Squares(), batchSampler: new List<long[]> { new long[] { 3 }, new long[] { 0, 4, 1 } }, numWorkers: numWorkers);
        Assert.Equal(["9", "0 16 1"], grouped.Select(Targets));
        Assert.Equal(2, grouped.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_are_made_by_the_collate_function(int numWorkers)
    {
        var loader = new DataLoader(new Squares(), batchSize: 3, numWorkers: numWorkers,
            collate: samples => new Batch(Torch.Tensor((long)samples.Count), Torch.Cat([.. samples.Select(s => s[0])])));
        Assert.Equal(["3 (6,)", "2 (4,)"], loader.Select(b => $"{b[0].Item<long>()} {b[1].Shape}"));
    }

    sealed class Words : Dataset<string>
    {
        static readonly string[] words = ["a", "bc", "def", "ghij", "klmno"];

        public override long Count => words.Length;

        public override string this[long index] => words[index];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Samples_and_batches_may_be_anything(int numWorkers)
    {
        var loader = new DataLoader<string, (string Text, Tensor Lengths)>(new Words(),
            words => (string.Join('+', words), Torch.Tensor<long>([.. words.Select(w => (long)w.Length)])), batchSize: 2, numWorkers: numWorkers);
        Assert.Equal(["a+bc 1 2", "def+ghij 3 4", "klmno 5"], loader.Select(b => $"{b.Text} {string.Join(' ', b.Lengths.ToArray<long>())}"));
        Assert.Equal(3, loader.Count);
    }

    [SkippableFact]
    public void Without_a_GPU_nothing_can_be_pinned()
    {
        Skip.If(Cuda.IsAvailable, "There is a GPU.");
        string reason = Cuda.UnavailableReason;
        Assert.Contains(reason, Assert.Throws<DeviceMismatchException>(() => new DataLoader(new Squares(), pinMemory: true)).Message,
            StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_are_pinned_where_a_GPU_is(int numWorkers)
    {
        Skip.IfNot(Cuda.IsAvailable, Cuda.UnavailableReason);
        foreach (Batch batch in new DataLoader(new Squares(), batchSize: 2, numWorkers: numWorkers, pinMemory: true))
        {
            Assert.All(batch, t => Assert.True(t.IsPinned));
            Assert.Equal(Targets(batch), Targets(batch.To(Device.Cuda(), nonBlocking: true).To(Device.Cpu)));
        }
    }

    static string Targets(Batch batch) => string.Join(' ', batch[1].ToArray<long>());

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ShapeMismatchException>(() => new TensorDataset(Torch.Zeros(2), Torch.Zeros(3)));
        Assert.Throws<ArgumentException>(() => new TensorDataset());
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(new Squares(), batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorDataset(Torch.Zeros(2))[2]);
        Assert.Empty(new DataLoader(new TensorDataset(Torch.Zeros(0, 3)), batchSize: 4, shuffle: true));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), shuffle: true, sampler: [1L]));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), shuffle: true, batchSampler: [[1L]]));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), batchSize: 2, batchSampler: [[1L]]));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), sampler: [1L], batchSampler: [[1L]]));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), dropLast: true, batchSampler: [[1L]]));
        Assert.Throws<ArgumentException>(() => new DataLoader(new Squares(), batchSize: null, dropLast: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(new Squares(), numWorkers: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(new Squares(), numWorkers: 1, prefetchFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(new Squares(), numWorkers: 1, timeout: TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>(() => new DataLoader((Dataset)null!));
    }
}

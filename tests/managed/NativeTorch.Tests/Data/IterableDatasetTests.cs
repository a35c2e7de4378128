using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Streams: each worker has its own, and batches are as full as they can be; tests/golden/loader.json has PyTorch's.</summary>
public class IterableDatasetTests
{
    sealed class Numbers(long start, long end, Action? onEnd = null) : IterableDataset
    {
        public override long Count => end - start;

        public override IEnumerator<IReadOnlyList<Tensor>> GetEnumerator()
        {
            int id = WorkerInfo.Current?.Id ?? 0, step = WorkerInfo.Current?.NumWorkers ?? 1;
            try
            {
                for (long i = start + id; i < end; i += step)
                    yield return [Torch.Tensor(i == 66 ? throw new FieldAccessException() : i)];
            }
            finally
            {
                onEnd?.Invoke();
            }
        }
    }

    sealed class Words : IterableDataset<string>
    {
        public override IEnumerator<string> GetEnumerator() => "to be or not to be".Split(' ').AsEnumerable().GetEnumerator();
    }

    static string Text(Batch batch) => string.Join(' ', batch[0].Reshape(-1).ToArray<long>());

    [Theory]
    [InlineData(0, "0 1 2|3 4 5|6")]
    [InlineData(2, "0 2 4|1 3 5|6")]
    [InlineData(3, "0 3 6|1 4|2 5")]
    public void A_stream_can_be_divided_among_workers(int numWorkers, string expected)
    {
        var loader = new DataLoader(new Numbers(0, 7), batchSize: 3, numWorkers: numWorkers);
        Assert.Equal(expected, string.Join('|', loader.Select(Text)));
        Assert.Equal(3, loader.Count);
        Assert.Equal(2, new DataLoader(new Numbers(0, 7), batchSize: 3, dropLast: true).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Samples_come_by_themselves_without_a_batch_size(int numWorkers)
    {
        var loader = new DataLoader(new Numbers(0, 5), batchSize: null, numWorkers: numWorkers);
        Assert.Equal(["() 0", "() 1", "() 2", "() 3", "() 4"], loader.Select(b => $"{b[0].Shape} {Text(b)}"));
    }

    [Fact]
    public void Streams_can_be_chained()
    {
        var chain = new ChainDataset(new Numbers(0, 3), new Numbers(50, 52));
        Assert.Equal(5, chain.Count);
        Assert.Equal(["0 1 2 50", "51"], new DataLoader(chain, batchSize: 4).Select(Text));
        Assert.Equal(["0 2 50", "1 51"], new DataLoader(chain, batchSize: 4, numWorkers: 2).Select(Text));
    }

    [Fact]
    public void Samples_and_batches_may_be_anything()
    {
        var loader = new DataLoader<string, string>(new Words(), words => string.Join('-', words), batchSize: 4, numWorkers: 1);
        Assert.Equal(["to-be-or-not", "to-be"], loader);
        Assert.Throws<NotSupportedException>(() => loader.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_failure_says_how_far_the_stream_was(int numWorkers)
    {
        var loader = new DataLoader(new Numbers(60, 90), batchSize: 2, numWorkers: numWorkers);
        var failure = Assert.Throws<DataLoaderException>(() => loader.ToList());
        Assert.IsType<FieldAccessException>(failure.InnerException);
        Assert.Equal(numWorkers == 0 ? 6 : 3, failure.SampleIndex);
        Assert.Empty(failure.BatchIndices);
    }

    /// <summary>A stream's file is closed, whether the loop comes to its end or not.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 9)]
    [InlineData(2, 1)]
    [InlineData(2, 9)]
    public void A_streams_end_is_run(int numWorkers, int taken)
    {
        int ends = 0;
        var loader = new DataLoader(new Numbers(0, 9, () => Interlocked.Increment(ref ends)), numWorkers: numWorkers);
        Assert.Equal(taken, loader.Take(taken).Count());
        Assert.Equal(Math.Max(1, numWorkers), ends);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_streams_end_that_fails_is_heard(int numWorkers)
    {
        static void Fail() => throw new FieldAccessException();
        Exception failure = Assert.ThrowsAny<Exception>(() => new DataLoader(new Numbers(0, 9, Fail), numWorkers: numWorkers).First());
        Assert.IsType<FieldAccessException>(numWorkers == 0 ? failure : failure.InnerException);
        Assert.Throws<DataLoaderException>(() => new DataLoader(new Numbers(0, 9, Fail), numWorkers: numWorkers).ToList());
    }
}

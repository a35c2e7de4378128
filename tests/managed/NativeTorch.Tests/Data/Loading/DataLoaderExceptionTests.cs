using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>What fails says where: the exception with its stack, the worker, the sample, the batch.</summary>
public class DataLoaderExceptionTests
{
    static void FailAtFive(long index)
    {
        if (index == 5)
            throw new FieldAccessException("five");
    }

    static DataLoaderException Fail(DataLoader loader) => Assert.Throws<DataLoaderException>(() => loader.ToList());

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, 0)]
    public void A_sample_that_fails_is_named(int numWorkers, int? worker)
    {
        DataLoaderException failure = Fail(new(new WatchedDataset(9, FailAtFive), batchSize: 3, sampler: [0L, 1, 2, 8, 7, 6, 3, 5, 4],
            numWorkers: numWorkers));
        Assert.Equal("five", Assert.IsType<FieldAccessException>(failure.InnerException).Message);
        Assert.Contains(nameof(FailAtFive), failure.InnerException.StackTrace, StringComparison.Ordinal);
        Assert.Equal(worker, failure.WorkerId);
        Assert.Equal(5, failure.SampleIndex);
        Assert.Equal([3L, 5, 4], failure.BatchIndices);
        Assert.Equal(numWorkers == 0 ? "[DataLoader] sample 5 of the batch (3, 5, 4): FieldAccessException: five"
            : "[DataLoader] worker 0 sample 5 of the batch (3, 5, 4): FieldAccessException: five", failure.Message);
    }

    /// <summary>The number is the loader's dataset's, not that of a dataset inside of it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_sample_of_a_dataset_within_is_named(int numWorkers)
    {
        var nine = new WatchedDataset(9, FailAtFive);
        Assert.Equal(2, Fail(new(new Subset(nine, [3, 4, 5, 6]), batchSize: 4, numWorkers: numWorkers)).SampleIndex);
        Assert.Equal(15, Fail(new(new ConcatDataset(new TensorDataset(Torch.Arange(10)), nine), batchSize: 20, numWorkers: numWorkers)).SampleIndex);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_batch_that_fails_as_a_whole_is_named(int numWorkers)
    {
        DataLoaderException failure = Fail(new(new WatchedDataset(9), batchSize: 4, numWorkers: numWorkers,
            collate: samples => samples.Count < 4 ? throw new FieldAccessException() : Batch.Stack(samples)));
        Assert.Null(failure.SampleIndex);
        Assert.Equal([8L], failure.BatchIndices);
    }

    /// <summary>The batch is lost, the pass is not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_pass_can_go_on_after_a_failure(int numWorkers)
    {
        using IEnumerator<Batch> pass = new DataLoader(new WatchedDataset(9, FailAtFive), batchSize: 2, numWorkers: numWorkers).GetEnumerator();
        Assert.True(pass.MoveNext() && pass.MoveNext());
        Assert.Throws<DataLoaderException>(() => pass.MoveNext());
        Assert.True(pass.MoveNext());
        Assert.Equal([6L, 7], pass.Current[0].ToArray<long>());
        Assert.True(pass.MoveNext());
        Assert.False(pass.MoveNext());
    }

    [Fact]
    public void A_workers_start_that_fails_comes_to_the_loop()
    {
        DataLoaderException failure = Fail(new(new WatchedDataset(9), numWorkers: 2,
            workerInit: info => { if (info.Id == 1) throw new FieldAccessException("start"); }));
        Assert.Equal("start", failure.InnerException!.Message);
        Assert.Equal(1, failure.WorkerId);
    }

    [Fact]
    public void A_long_batch_is_told_in_part()
    {
        string message = Fail(new(new WatchedDataset(50, FailAtFive), batchSize: 50)).Message;
        Assert.Contains("(0, 1, 2, 3, 4, 5, 6, 7, ...)", message, StringComparison.Ordinal);
    }
}

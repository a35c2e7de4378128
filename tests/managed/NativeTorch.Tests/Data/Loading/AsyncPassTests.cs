using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary><c>await foreach</c> gives what <c>foreach</c> gives.</summary>
public class AsyncPassTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Batches_come_in_order(int numWorkers)
    {
        var data = new WatchedDataset(20, i => Thread.Sleep(i % 3 == 0 ? 2 : 0));
        var seen = new List<long>();
        await foreach (Batch batch in new DataLoader(data, batchSize: 3, numWorkers: numWorkers))
        {
            seen.AddRange(batch[0].ToArray<long>());
            await Task.Yield();
        }
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), seen);
        Assert.True(numWorkers == 0 || !data.HasThreads); // without workers the loop's own threads fetch, which are the pool's
    }

    [Fact]
    public async Task The_loop_holds_no_thread_while_it_waits()
    {
        using var go = new ManualResetEventSlim();
        await using IAsyncEnumerator<Batch> pass = new DataLoader(new WatchedDataset(1, _ => go.Wait()), numWorkers: 1).GetAsyncEnumerator();
        ValueTask<bool> next = pass.MoveNextAsync();
        Assert.False(next.IsCompleted);
        go.Set();
        Assert.True(await next);
        Assert.Equal(0L, pass.Current[0].Item<long>());
        Assert.False(await pass.MoveNextAsync());
    }

    [Fact]
    public async Task Both_kinds_of_LINQ_have_their_door()
    {
        var loader = new DataLoader(new WatchedDataset(6), numWorkers: 1);
        Assert.Equal(3, loader.Take(3).Count());
        Assert.Equal(3, await loader.AsAsyncEnumerable().Take(3).CountAsync());
    }

    /// <summary>What a worker throws comes in the batch's place.</summary>
    [Fact]
    public async Task Failures_come_through()
    {
        var loader = new DataLoader(new WatchedDataset(6, i => _ = 1 / (i - 4)), numWorkers: 2);
        var seen = new List<long>();
        var failure = await Assert.ThrowsAsync<DataLoaderException>(async () =>
        {
            await foreach (Batch batch in loader)
                seen.Add(batch[0].Item<long>());
        });
        Assert.Equal([0L, 1, 2, 3], seen);
        Assert.Equal(4, failure.SampleIndex);
    }
}

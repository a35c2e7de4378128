using System.Runtime.CompilerServices;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>However a loop ends, no worker runs any more.</summary>
public class EndOfPassTests
{
    [Fact]
    public void After_the_last_batch()
    {
        var data = new WatchedDataset(10);
        Assert.Equal(10, new DataLoader(data, numWorkers: 3).Count());
        Assert.Equal(3, data.Threads.Count);
        Assert.False(data.HasThreads);
    }

    [Fact]
    public void After_a_break()
    {
        var data = new WatchedDataset(1000);
        foreach (Batch batch in new DataLoader(data, numWorkers: 3))
            break;
        Assert.NotEmpty(data.Threads);
        Assert.False(data.HasThreads);
    }

    [Fact]
    public void After_an_exception_in_the_body()
    {
        var data = new WatchedDataset(1000);
        Assert.Throws<FieldAccessException>(() =>
        {
            foreach (Batch batch in new DataLoader(data, numWorkers: 3))
                throw new FieldAccessException();
        });
        Assert.False(data.HasThreads);
    }

    [Fact]
    public void After_an_exception_in_the_sampler()
    {
        var data = new WatchedDataset(1000);
        var loader = new DataLoader(data, numWorkers: 2, sampler: Enumerable.Range(0, 9).Select(i => 10L / (3 - i)));
        Assert.Throws<DivideByZeroException>(loader.ToList);
        Assert.False(data.HasThreads);
    }

    [Fact]
    public async Task After_an_await_foreach_that_was_left()
    {
        var data = new WatchedDataset(1000);
        await foreach (Batch batch in new DataLoader(data, numWorkers: 3))
            break;
        Assert.NotEmpty(data.Threads);
        foreach (Thread thread in data.Threads.Keys)
            Assert.True(thread.Join(TimeSpan.FromSeconds(30))); // it has done its last work, and may not be gone yet
    }

    /// <summary>Nobody disposes the pass: its workers end when the garbage collector has found it.</summary>
    [Fact]
    public void After_a_pass_was_forgotten()
    {
        var data = new WatchedDataset(1000);
        Forget(data);
        for (int i = 0; i < 1000 && data.HasThreads; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }
        Assert.NotEmpty(data.Threads);
        Assert.False(data.HasThreads);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget(WatchedDataset data) => Assert.True(new DataLoader(data, numWorkers: 3).GetEnumerator().MoveNext());

    [Fact]
    public void A_pass_that_has_ended_gives_nothing_more()
    {
        foreach (int numWorkers in new[] { 0, 2 })
        {
            IEnumerator<Batch> pass = new DataLoader(new WatchedDataset(5), numWorkers: numWorkers).GetEnumerator();
            Assert.True(pass.MoveNext());
            pass.Dispose();
            Assert.False(pass.MoveNext());
            pass.Dispose();
        }
    }

    /// <summary>A sample that takes for ever learns that the loop has ended.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_ends_the_wait_and_the_sample(bool isAsync)
    {
        using var source = new CancellationTokenSource();
        var data = new WatchedDataset(5, _ =>
        {
            source.Cancel();
            WorkerInfo.Current!.CancellationToken.WaitHandle.WaitOne();
        });
        var passes = new DataLoader(data, numWorkers: 1).WithCancellation(source.Token);
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            if (isAsync)
                await foreach (Batch batch in passes) { }
            else
                foreach (Batch batch in passes) { }
        });
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.False(data.HasThreads);
    }

    [Fact]
    public async Task Cancellation_ends_a_pass_without_workers()
    {
        using var source = new CancellationTokenSource();
        int taken = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Batch batch in new DataLoader(new WatchedDataset(5)).AsAsyncEnumerable().WithCancellation(source.Token))
                if (++taken == 2)
                    await source.CancelAsync();
        });
        Assert.Equal(2, taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_that_is_late_is_told_to_end_and_not_waited_for(bool isAsync)
    {
        using var late = new ManualResetEventSlim();
        bool wasTold = false;
        var data = new WatchedDataset(5, _ =>
        {
            wasTold = WorkerInfo.Current!.CancellationToken.WaitHandle.WaitOne();
            late.Wait();
        });
        var loader = new DataLoader(data, numWorkers: 1, timeout: TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            if (isAsync)
                await foreach (Batch batch in loader) { }
            else
                foreach (Batch batch in loader) { }
        });
        Assert.True(data.HasThreads);
        late.Set();
        foreach (Thread thread in data.Threads.Keys)
            thread.Join();
        Assert.True(wasTold);
    }
}

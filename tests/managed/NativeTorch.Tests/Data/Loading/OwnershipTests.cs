using System.Runtime.CompilerServices;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>A batch belongs to the loop that receives it: the loader keeps no reference and never disposes it, workers or not.</summary>
[Collection(nameof(AloneCollection))] // collections are forced
public class OwnershipTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_outlive_the_loop_and_the_loader(int numWorkers)
    {
        var loader = new DataLoader(new WatchedDataset(6), batchSize: 2, numWorkers: numWorkers);
        Batch first = loader.First();
        List<Batch> all = loader.ToList();
        Assert.Equal([0L, 1], first[0].ToArray<long>());
        Assert.Equal([0L, 1, 2, 3, 4, 5], all.SelectMany(b => b[0].ToArray<long>()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_scope_around_the_loop_disposes_batches_at_its_end(int numWorkers)
    {
        var batches = new List<Batch>();
        Tensor kept;
        using (var scope = new TensorScope())
        {
            foreach (Batch batch in new DataLoader(new WatchedDataset(6), batchSize: 2, numWorkers: numWorkers))
                batches.Add(batch);
            Assert.All(batches, b => Assert.False(b[0].IsDisposed));
            kept = scope.Keep(batches[1][0]);
        }
        Assert.Equal([true, false, true], batches.Select(b => b[0].IsDisposed));
        Assert.Equal([2L, 3], kept.ToArray<long>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_scope_in_the_body_leaves_the_batch_alone(int numWorkers)
    {
        var sums = new List<Tensor>();
        var batches = new List<Batch>();
        foreach (Batch batch in new DataLoader(new WatchedDataset(6), batchSize: 2, numWorkers: numWorkers))
        {
            using var scope = new TensorScope();
            sums.Add(batch[0].Sum());
            batches.Add(batch);
        }
        Assert.All(sums, s => Assert.True(s.IsDisposed));
        Assert.Equal([0L, 1, 2, 3, 4, 5], batches.SelectMany(b => b[0].ToArray<long>()));
    }

    /// <summary>Whatever else is in a batch, made by a worker or not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_scope_disposes_no_tensor_that_is_the_datasets(int numWorkers)
    {
        Tensor own = Torch.Arange(3), labels = Torch.Arange(3);
        var loader = new DataLoader<long, (Tensor Own, Tensor New, string Text)>(new Numbers(), s => (own, labels + 1, "text"), numWorkers: numWorkers);
        var made = new List<Tensor>();
        using (new TensorScope())
            made.AddRange(loader.Select(b => b.New));
        Assert.Equal(3, made.Count);
        Assert.All(made, t => Assert.True(t.IsDisposed));
        Assert.False(own.IsDisposed);
    }

    sealed class Numbers : Dataset<long>
    {
        public override long Count => 3;

        public override long this[long index] => index;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Nothing_keeps_batches_that_were_taken_or_left(int numWorkers)
    {
        var data = new WatchedDataset(20);
        var loader = new DataLoader(data, batchSize: null, numWorkers: numWorkers);
        Leave(loader, data);
        for (int i = 0; i < 10 && data.Fetched.Values.Any(w => w.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }
        Assert.InRange(data.Fetched.Count, 3, 20);
        Assert.All(data.Fetched.Values, w => Assert.False(w.IsAlive));
        GC.KeepAlive(loader);
    }

    // What a method has held in a temporary, it may hold until it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Leave(DataLoader loader, WatchedDataset data)
    {
        using IEnumerator<Batch> pass = Start(loader);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(data.Fetched[0].IsAlive || data.Fetched[1].IsAlive); // 2 is the pass's Current, others wait
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static IEnumerator<Batch> Start(DataLoader loader)
    {
        IEnumerator<Batch> pass = loader.GetEnumerator();
        for (int i = 0; i < 3; i++)
            pass.MoveNext();
        return pass;
    }
}

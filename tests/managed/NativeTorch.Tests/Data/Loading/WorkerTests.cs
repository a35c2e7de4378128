using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>What workers make, in which order, in which state; tests/golden/loader.json has their random numbers.</summary>
[Collection(nameof(AloneCollection))] // the default generator is seeded
public class WorkerTests
{
    static string Text(Batch batch) => string.Join(' ', batch[0].Reshape(-1).ToArray<long>());

    /// <summary>Whoever is late, batches come in order.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_slow_worker_does_not_change_the_order(int slow)
    {
        var data = new WatchedDataset(20, _ => Thread.Sleep(WorkerInfo.Current!.Id == slow ? 5 : 0));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), new DataLoader(data, numWorkers: 2).Select(Text));
        Assert.Equal(2, data.Threads.Count);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void No_more_batches_are_made_in_advance_than_asked_for(int numWorkers, int prefetchFactor)
    {
        int fetched = 0, taken = 0, most = 0;
        var data = new WatchedDataset(40, _ => Interlocked.Increment(ref fetched));
        foreach (Batch batch in new DataLoader(data, numWorkers: numWorkers, prefetchFactor: prefetchFactor))
        {
            taken++;
            Thread.Sleep(2);
            most = Math.Max(most, Volatile.Read(ref fetched) - taken);
        }
        Assert.Equal(40, taken);
        Assert.InRange(most, 1, numWorkers * prefetchFactor);
    }

    [Fact]
    public void Two_passes_can_run_at_once()
    {
        var loader = new DataLoader(new WatchedDataset(6), numWorkers: 2);
        Assert.Equal(["0 0", "1 1", "2 2", "3 3", "4 4", "5 5"], loader.Zip(loader, (a, b) => $"{Text(a)} {Text(b)}"));
    }

    [Fact]
    public void A_worker_knows_which_one_it_is()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<int, WorkerInfo>();
        ulong[] seeds = new ulong[3], own = new ulong[3];
        var data = new WatchedDataset(9, _ => seeds[WorkerInfo.Current!.Id] = Torch.InitialSeed);
        Torch.ManualSeed(5);
        Assert.Equal(9, new DataLoader(data, numWorkers: 3, workerInit: info =>
        {
            seen[info.Id] = info;
            own[info.Id] = Generator.Default.InitialSeed;
        }).Count());
        const ulong drawn = 4095051218741643470; // torch.manual_seed(5); torch.empty((), dtype=torch.int64).random_()
        Assert.Equal([drawn, drawn + 1, drawn + 2], seeds);
        Assert.Equal(seeds, own);
        Assert.All(Enumerable.Range(0, 3), id =>
        {
            Assert.Equal((id, 3, drawn + (ulong)id), (seen[id].Id, seen[id].NumWorkers, seen[id].Seed));
            Assert.Same(data, seen[id].Dataset);
        });
        Assert.Null(WorkerInfo.Current);
        Assert.Null(Generator.Ambient);
    }

    /// <summary>torch.manual_seed in worker_init_fn is the worker's own, too.</summary>
    [Fact]
    public void A_seed_set_in_a_worker_stays_there()
    {
        Torch.ManualSeed(5);
        byte[] state = Torch.GetRngState().ToArray<byte>();
        var drawn = new float[2];
        var data = new WatchedDataset(2, i => drawn[i] = Torch.Rand([]).Item<float>());
        Assert.Equal(2, new DataLoader(data, numWorkers: 2, generator: new Generator(1), workerInit: _ => Torch.ManualSeed(9)).Count());
        Assert.Equal(state, Torch.GetRngState().ToArray<byte>());
        float nine = Torch.Rand([], null, generator: new Generator(9)).Item<float>();
        Assert.Equal([nine, nine], drawn);
    }

    /// <summary>As PyTorch's forked processes: what the pass was started in, whatever the loop does then.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Gradients_are_recorded_in_workers_as_where_the_pass_started(int numWorkers)
    {
        var modes = new List<(bool, bool)>();
        var data = new WatchedDataset(1, _ => modes.Add((Torch.IsGradEnabled, Torch.IsInferenceModeEnabled)));
        var loader = new DataLoader(data, numWorkers: numWorkers);
        Assert.Single(loader);
        using (Torch.NoGrad())
            Assert.Single(loader);
        using (Torch.InferenceMode())
            Assert.True(Assert.Single(loader)[0].IsInference);
        Assert.Equal([(true, false), (false, false), (false, true)], modes);
        IEnumerator<Batch> started = new DataLoader(new WatchedDataset(9, _ => modes.Add((Torch.IsGradEnabled, false))), numWorkers: 1)
            .GetEnumerator();
        using (started)
        using (Torch.NoGrad())
            while (started.MoveNext()) { }
        Assert.All(modes[3..], mode => Assert.True(mode.Item1));
    }

    [Fact]
    public void A_loader_in_a_worker_of_another_draws_from_the_workers_generator()
    {
        static long Inner() => new DataLoader(new WatchedDataset(100), shuffle: true).First()[0].Item<long>();
        long[] Outer(ulong seed)
        {
            Torch.ManualSeed(seed);
            return [.. new DataLoader<long, long>(new Indices(4), s => Inner(), numWorkers: 2)];
        }
        Assert.Equal(Outer(1), Outer(1));
        Assert.NotEqual(Outer(1), Outer(2));
    }

    sealed class Indices(long count) : Dataset<long>
    {
        public override long Count => count;

        public override long this[long index] => index;
    }
}

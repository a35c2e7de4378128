using System.Collections.Concurrent;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Loading;

/// <summary>Samples 0, 1, 2, ... that can be made to wait or to fail, and remember which threads have fetched them.</summary>
sealed class WatchedDataset(long count, Action<long>? onFetch = null) : Dataset
{
    public ConcurrentDictionary<Thread, bool> Threads { get; } = [];

    public ConcurrentDictionary<long, WeakReference> Fetched { get; } = [];

    public override long Count => count;

    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            Threads[Thread.CurrentThread] = true;
            onFetch?.Invoke(index);
            Tensor sample = Torch.Tensor(index);
            Fetched[index] = new(sample);
            return [sample];
        }
    }

    /// <summary>Whether any thread that has fetched is still there; the caller's own does not count.</summary>
    public bool HasThreads => Threads.Keys.Any(t => t != Thread.CurrentThread && t.IsAlive);
}

using System.Collections.Concurrent;

namespace NativeTorch.Data;

/// <summary>What one thread hands to another, in order. It holds no more than the loader lets be under way.</summary>
/// <remarks>A reader blocks or awaits, as it likes; a thread that blocks is woken by the writer itself, whatever the thread pool does.</remarks>
sealed class Mailbox<T>
{
    readonly ConcurrentQueue<T> items = new();
    readonly SemaphoreSlim filled = new(0);

    public void Put(T item)
    {
        items.Enqueue(item);
        filled.Release();
    }

    /// <summary>The next item; a <see cref="TimeoutException"/> where none came in time.</summary>
    public T Take(TimeSpan timeout, CancellationToken cancellationToken) =>
        Next(filled.Wait(timeout, cancellationToken), timeout);

    public async ValueTask<T> TakeAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        Next(await filled.WaitAsync(timeout, cancellationToken).ConfigureAwait(false), timeout);

    T Next(bool came, TimeSpan timeout) => came && items.TryDequeue(out T? item)
        ? item
        : throw new TimeoutException($"[DataLoader] no batch came within {timeout}");
}

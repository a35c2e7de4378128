using System.Collections;

namespace NativeTorch.Data;

/// <summary>One pass over a loader.</summary>
abstract class LoaderPass<TBatch> : IEnumerator<TBatch>, IAsyncEnumerator<TBatch>
{
    TBatch? current;

    public TBatch Current => current!;

    object? IEnumerator.Current => current;

    public abstract bool MoveNext();

    public abstract ValueTask<bool> MoveNextAsync();

    public abstract void Dispose();

    public virtual ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public void Reset() => throw new NotSupportedException();

    protected bool Yield(TBatch batch)
    {
        current = batch;
        return true;
    }

    /// <summary>The batch belongs to the loop: a pass that has ended does not hold the last one.</summary>
    protected bool End()
    {
        current = default;
        return false;
    }
}

using System.Collections;

namespace NativeTorch.Data;

/// <summary>A stream of samples of any kind; one of tensors derives from <see cref="IterableDataset"/>.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.IterableDataset</c>. Each worker of a loader enumerates a stream of its own, so a dataset that does
/// not divide its samples gives all of them as often as there are workers:
/// <code>
/// public override IEnumerator&lt;string&gt; GetEnumerator()
/// {
///     int id = WorkerInfo.Current?.Id ?? 0, step = WorkerInfo.Current?.NumWorkers ?? 1;
///     return File.ReadLines(path).Where((line, i) => i % step == id).GetEnumerator();
/// }
/// </code></remarks>
/// <typeparam name="T">A sample.</typeparam>
public abstract class IterableDataset<T> : IDataset, IEnumerable<T>
{
    /// <summary>How many samples there are, where the stream knows. PyTorch: <c>len(dataset)</c>.</summary>
    /// <exception cref="NotSupportedException">It does not know.</exception>
    public virtual long Count => throw new NotSupportedException($"{GetType().Name} does not know how many samples it has.");

    /// <summary>Starts the stream; in a worker, on its thread.</summary>
    public abstract IEnumerator<T> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

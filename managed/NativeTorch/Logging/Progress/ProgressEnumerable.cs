using System.Collections;
using NativeTorch.Data;

namespace NativeTorch.Logging;

/// <summary>A sequence that shows how far a loop over it is. Each loop has a bar of its own, which ends with it, also by a break or
/// an exception.</summary>
/// <typeparam name="T">What the sequence is of.</typeparam>
public sealed class ProgressEnumerable<T> : IEnumerable<T>
{
    readonly IEnumerable<T> items;
    readonly string description;
    readonly long? total;
    readonly ProgressOptions? options;
    volatile ProgressBar? current;

    internal ProgressEnumerable(IEnumerable<T> items, string description, long? total, ProgressOptions? options) =>
        (this.items, this.description, this.total, this.options) = (items, description, total, options);

    /// <summary>Shows the last loss behind the bar; outside of a loop it does nothing.</summary>
    public void Report(double loss) => current?.Report(loss);

    /// <summary>Shows the last value of something behind the bar; outside of a loop it does nothing.</summary>
    public void Report(string name, double value) => current?.Report(name, value);

    /// <summary>Starts a loop, with a bar.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        using var bar = new ProgressBar(description, total, options);
        current = bar;
        foreach (T item in items)
        {
            yield return item;
            bar.Step(); // when the loop asks for the next one, it is done with this one
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Progress bars for loops.</summary>
public static class ProgressExtensions
{
    /// <summary>Shows a bar while a loop goes through a loader, with batches and samples in a second.</summary>
    /// <param name="loader">The loader.</param>
    /// <param name="description">Before the bar.</param>
    /// <param name="options">Where and how it is drawn.</param>
    public static ProgressEnumerable<TBatch> WithProgress<TSample, TBatch>(this DataLoader<TSample, TBatch> loader, string description = "",
        ProgressOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loader);
        options ??= new ProgressOptions();
        return new ProgressEnumerable<TBatch>(loader, description, Total(loader),
            options.SamplesPerStep > 0 ? options : options with { SamplesPerStep = loader.BatchSize ?? 0 });
    }

    /// <summary>Shows a bar while a loop goes through a sequence.</summary>
    /// <param name="items">The sequence.</param>
    /// <param name="description">Before the bar.</param>
    /// <param name="total">How many items there are; by default what the sequence says, where it can.</param>
    /// <param name="options">Where and how it is drawn.</param>
    /// <remarks>In Python: <c>tqdm(items)</c>.</remarks>
    public static ProgressEnumerable<T> WithProgress<T>(this IEnumerable<T> items, string description = "", long? total = null,
        ProgressOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ProgressEnumerable<T>(items, description, total ?? (items.TryGetNonEnumeratedCount(out int count) ? count : null),
            options);
    }

    /// <summary>How many batches a pass has; null for a stream or a sampler that does not tell.</summary>
    static long? Total<TSample, TBatch>(DataLoader<TSample, TBatch> loader)
    {
        try
        {
            return loader.Count;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Collections;

namespace NativeTorch.Data;

/// <summary>
/// The tensors of some samples, with the samples along dimension 0: <c>foreach (var (x, y) in loader)</c>.
/// </summary>
/// <remarks>
/// A batch belongs to whoever receives it: the loader keeps no reference to it and never disposes it, so it may be kept, passed on,
/// or left to the garbage collector.
/// </remarks>
public sealed class Batch : IReadOnlyList<Tensor>, IDisposable
{
    readonly Tensor[] tensors;

    /// <summary>A batch of the given tensors.</summary>
    public Batch(params Tensor[] tensors) => this.tensors = tensors;

    /// <summary>Samples as a batch: the first tensors of all are stacked, the second ones, and so on.</summary>
    /// <remarks>PyTorch: <c>torch.utils.data.default_collate</c>.</remarks>
    /// <exception cref="ArgumentException">There are none, or one has another number of tensors, or of another shape.</exception>
    public static Batch Stack(IReadOnlyList<IReadOnlyList<Tensor>> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
            throw new ArgumentException("A batch has at least one sample.", nameof(samples));
        if (samples.FirstOrDefault(s => s.Count != samples[0].Count) is { } other)
            throw new ArgumentException($"Samples of {samples[0].Count} and of {other.Count} tensors make no batch.", nameof(samples));
        return new Batch([.. Enumerable.Range(0, samples[0].Count).Select(i => Torch.Stack([.. samples.Select(sample => sample[i])]))]);
    }

    /// <summary>Batches as one, along dimension 0.</summary>
    internal static Batch Cat(IReadOnlyList<Batch> batches) => batches switch
    {
        [] => throw new ArgumentException("A batch has at least one sample.", nameof(batches)),
        [var only] => only,
        _ => new Batch([.. Enumerable.Range(0, batches[0].Count).Select(i => Torch.Cat([.. batches.Select(batch => batch[i])]))]),
    };

    /// <summary>How many tensors there are (not how many samples).</summary>
    public int Count => tensors.Length;

    /// <summary>The tensor at a position: inputs come before targets.</summary>
    public Tensor this[int index] => tensors[index];

    /// <summary>The two tensors, where there are two.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        Expect(2);
        (first, second) = (tensors[0], tensors[1]);
    }

    /// <summary>The three tensors, where there are three.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Expect(3);
        (first, second, third) = (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>The batch on a device; what is there already is not copied.</summary>
    /// <param name="device">Where to.</param>
    /// <param name="nonBlocking">Whether copies from page-locked memory to a GPU are only queued (default false).</param>
    public Batch To(Device device, bool nonBlocking = false) => new([.. tensors.Select(t => t.To(device, nonBlocking: nonBlocking))]);

    /// <summary>The batch in page-locked memory; what is there already is not copied. It takes a GPU.</summary>
    /// <remarks>PyTorch: <c>pin_memory</c> of each tensor.</remarks>
    /// <exception cref="DeviceMismatchException">There is no GPU.</exception>
    public Batch PinMemory() => new([.. tensors.Select(t => t.PinMemory())]);

    /// <summary>Frees the tensors at once. It is never needed.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in tensors)
            tensor.Dispose();
    }

    /// <summary>The tensors in order.</summary>
    public IEnumerator<Tensor> GetEnumerator() => ((IEnumerable<Tensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void Expect(int count)
    {
        if (tensors.Length != count)
            throw new InvalidOperationException(
                $"The batch has {tensors.Length} tensors, not {count}: the dataset's samples have as many.");
    }
}

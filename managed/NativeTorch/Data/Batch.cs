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
    public Batch To(Device device) => new([.. tensors.Select(t => t.To(device))]);

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
            throw new InvalidOperationException($"The batch has {tensors.Length} tensors, not {count}: the dataset's samples have as many.");
    }
}

using System.Runtime.CompilerServices;
using NativeTorch.Interop;

namespace NativeTorch;

// One indexer for each number of indices: with params alone, x[[0, 2]] would mean x[0, 2]. C# names indexers Item, which
// here is a method.
public unsafe partial class Tensor
{
    /// <summary>A part of this tensor, or its assignment: <c>x[0]</c>, <c>x[1..3]</c>, <c>x[^1]</c>, <c>x[x &lt; 0] = 0</c>,
    /// <c>x[[0, 2]]</c>.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.__getitem__</c>. Numbers, ranges, <see cref="TensorIndex.Ellipsis"/> and null (a new
    /// axis) give a view; lists, index tensors and masks give a copy. What is assigned is broadcast and converted.</remarks>
    /// <exception cref="TensorIndexException">An index is out of range, or there are more than dimensions.</exception>
    [IndexerName("At")]
    public Tensor this[TensorIndex? i0]
    {
        get => Get([i0]);
        set => Set([i0], value);
    }

    /// <inheritdoc cref="this[TensorIndex?]"/>
    [IndexerName("At")]
    public Tensor this[TensorIndex? i0, TensorIndex? i1]
    {
        get => Get([i0, i1]);
        set => Set([i0, i1], value);
    }

    /// <inheritdoc cref="this[TensorIndex?]"/>
    [IndexerName("At")]
    public Tensor this[TensorIndex? i0, TensorIndex? i1, TensorIndex? i2]
    {
        get => Get([i0, i1, i2]);
        set => Set([i0, i1, i2], value);
    }

    /// <inheritdoc cref="this[TensorIndex?]"/>
    [IndexerName("At")]
    public Tensor this[TensorIndex? i0, TensorIndex? i1, TensorIndex? i2, TensorIndex? i3]
    {
        get => Get([i0, i1, i2, i3]);
        set => Set([i0, i1, i2, i3], value);
    }

    /// <inheritdoc cref="this[TensorIndex?]"/>
    [IndexerName("At")]
    public Tensor this[TensorIndex? i0, TensorIndex? i1, TensorIndex? i2, TensorIndex? i3, TensorIndex? i4,
        params ReadOnlySpan<TensorIndex?> more]
    {
        get => Get([i0, i1, i2, i3, i4, .. more]);
        set => Set([i0, i1, i2, i3, i4, .. more], value);
    }

    Tensor Get(ReadOnlySpan<TensorIndex?> indices)
    {
        using var self = new TensorRef(this);
        using var walk = new IndexWalk(self, Info(self).Dim, indices);
        if (!walk.HasTensors)
            return new Tensor(walk.Take());
        using var refs = new TensorRefs(walk.Tensors.ToArray(), allowNull: true);
        nint result;
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_index(walk.View, handles, refs.Count, &result));
        return new Tensor(result);
    }

    void Set(ReadOnlySpan<TensorIndex?> indices, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var self = new TensorRef(this);
        var walk = new IndexWalk(self, Info(self).Dim, indices);
        try
        {
            IndexAssignment.Write(ref walk, value);
        }
        finally
        {
            walk.Dispose();
        }
    }
}

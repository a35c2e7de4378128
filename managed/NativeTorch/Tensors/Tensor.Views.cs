using NativeTorch.Interop;

namespace NativeTorch;

// Views that PyTorch offers under further names, or with other arguments.
public unsafe partial class Tensor
{
    /// <summary>The dimensions in reverse order, as a view; the transpose of a matrix.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.T</c>.</remarks>
    public Tensor T
    {
        get
        {
            int dims = Dim;
            Span<long> order = stackalloc long[dims];
            for (int i = 0; i < dims; i++)
                order[i] = dims - 1 - i;
            return Permute(order);
        }
    }

    /// <summary>A view with the last two dimensions exchanged: the transpose of each matrix.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.mT</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There is one dimension only.</exception>
    public Tensor MT
    {
        get
        {
            using var self = new TensorRef(this);
            nint result;
            Native.Check(NativeMethods.nt_matrix_transpose(self.Handle, &result));
            return new Tensor(result);
        }
    }

    /// <summary>A view of start to end (exclusive) by step along a dimension; ends beyond the size are cut, negative ones count
    /// from the back.</summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">Behind the last position.</param>
    /// <param name="step">The stride, which is positive.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.__getitem__</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor Slice(long dim = 0, long? start = null, long? end = null, long step = 1)
    {
        using var self = new TensorRef(this);
        nint result;
        Native.Check(NativeMethods.nt_slice(self.Handle, dim, start ?? 0, end ?? long.MaxValue, step, &result));
        return new Tensor(result);
    }

    /// <summary>A view in the shape of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.view_as</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The numbers of elements differ, or the strides do not allow it.</exception>
    public Tensor ViewAs(Tensor other) => View(NotNull(other).Shape);

    /// <summary>The same elements in the shape of another tensor: a view where strides allow it, else a copy.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.reshape_as</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The numbers of elements differ.</exception>
    public Tensor ReshapeAs(Tensor other) => Reshape(NotNull(other).Shape);

    /// <summary>A view expanded to the shape of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.expand_as</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public Tensor ExpandAs(Tensor other) => Expand(NotNull(other).Shape);

    /// <summary>A view broadcast to a shape.</summary>
    /// <remarks>PyTorch: <c>torch.broadcast_to</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public Tensor BroadcastTo(params ReadOnlySpan<long> size) => Expand(size);

    /// <summary>All elements in one dimension: a view where strides allow it, else a copy.</summary>
    /// <remarks>PyTorch: <c>torch.ravel</c>.</remarks>
    public Tensor Ravel() => Reshape(-1);

    /// <summary>A view with one dimension moved; the others keep their order.</summary>
    /// <remarks>PyTorch: <c>torch.movedim</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor Movedim(long source, long destination) => Movedim([source], [destination]);

    /// <summary>A view with one dimension moved; the others keep their order.</summary>
    /// <remarks>PyTorch: <c>torch.moveaxis</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor MoveAxis(long source, long destination) => Movedim([source], [destination]);

    /// <summary>A view with dimensions moved; the others keep their order.</summary>
    /// <remarks>PyTorch: <c>torch.moveaxis</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor MoveAxis(ReadOnlySpan<long> source, ReadOnlySpan<long> destination) => Movedim(source, destination);

    /// <summary>A view with two dimensions exchanged.</summary>
    /// <remarks>PyTorch: <c>torch.swapaxes</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor SwapAxes(long axis0, long axis1) => Transpose(axis0, axis1);

    /// <summary>A view with two dimensions exchanged.</summary>
    /// <remarks>PyTorch: <c>torch.swapdims</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor SwapDims(long dim0, long dim1) => Transpose(dim0, dim1);

    /// <summary>A copy with the elements moved along one dimension, or without one in the flattened tensor; what falls off one
    /// end comes back at the other.</summary>
    /// <remarks>PyTorch: <c>torch.roll</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor Roll(long shifts, long? dims = null) => dims is { } dim ? Roll([shifts], [dim]) : Roll([shifts]);

    /// <summary>Turned by quarters in the plane of two dimensions, from the first towards the second.</summary>
    /// <param name="k">How many quarters; negative ones turn back.</param>
    /// <param name="dims">The plane; by default dimensions 0 and 1.</param>
    /// <remarks>PyTorch: <c>torch.rot90</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are less than two dimensions.</exception>
    public Tensor Rot90(long k = 1, ReadOnlySpan<long> dims = default)
    {
        using var self = new TensorRef(this);
        ReadOnlySpan<long> plane = dims.IsEmpty ? [0, 1] : dims;
        nint result;
        fixed (long* ptr = plane)
            Native.Check(NativeMethods.nt_rot90(self.Handle, k, ptr, plane.Length, &result));
        return new Tensor(result);
    }

    /// <summary>Where elements are not zero: with <paramref name="asTuple"/> positions along each dimension (int64), ready to
    /// index with; else one tensor with a row for each.</summary>
    /// <remarks>PyTorch: <c>torch.nonzero</c>.</remarks>
    public Tensor[] NonZero(bool asTuple)
    {
        if (!asTuple)
            return [NonZero()];
        using Tensor own = Dim == 0 ? Reshape(1) : Reshape(Shape);
        using Tensor rows = own.NonZero();
        return rows.Unbind(1);
    }

    /// <summary>A copy with values at the elements that index tensors, masks or null (a whole dimension) choose, as
    /// <c>x[...] = values</c> writes them.</summary>
    /// <param name="indices">An index, a mask or null for each dimension.</param>
    /// <param name="values">What is written, broadcast to the choice.</param>
    /// <param name="accumulate">Whether values are added, also where an element is chosen several times.</param>
    /// <remarks>PyTorch: <c>torch.index_put</c>.</remarks>
    /// <exception cref="TensorIndexException">An index is out of range.</exception>
    public Tensor IndexPut(ReadOnlySpan<Tensor?> indices, Tensor values, bool accumulate = false) =>
        Clone().IndexPut_(indices, values, accumulate);

    /// <summary>In place: values at the elements that index tensors, masks or null (a whole dimension) choose.</summary>
    /// <param name="indices">An index, a mask or null for each dimension.</param>
    /// <param name="values">What is written, broadcast to the choice.</param>
    /// <param name="accumulate">Whether values are added, also where an element is chosen several times.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.index_put_</c>.</remarks>
    /// <exception cref="TensorIndexException">An index is out of range.</exception>
    public Tensor IndexPut_(ReadOnlySpan<Tensor?> indices, Tensor values, bool accumulate = false)
    {
        using var self = new TensorRef(this);
        using var valuesRef = new TensorRef(values);
        using var refs = new TensorRefs(indices, allowNull: true);
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_index_put_into(self.Handle, handles, refs.Count, valuesRef.Handle, Native.Flag(accumulate)));
        return this;
    }
}

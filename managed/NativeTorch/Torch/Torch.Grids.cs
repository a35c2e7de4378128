using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Views of all tensors in the shape that they are broadcast to.</summary>
    /// <remarks>PyTorch: <c>torch.broadcast_tensors</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes cannot be broadcast together.</exception>
    public static Tensor[] BroadcastTensors(params ReadOnlySpan<Tensor> tensors)
    {
        using var refs = new TensorRefs(tensors!);
        var results = new nint[refs.Count];
        fixed (nint* handles = refs, outputs = results)
            Native.Check(NativeMethods.nt_broadcast_tensors(handles, refs.Count, outputs));
        return NativeTorch.Tensor.Wrap(results);
    }

    /// <summary>Grids of coordinates: result i has vector i's elements along its own dimension. Scalars count as vectors of one.</summary>
    /// <param name="tensors">The vectors, of one dtype.</param>
    /// <param name="indexing">The order of the first two dimensions.</param>
    /// <remarks>PyTorch: <c>torch.meshgrid</c>.</remarks>
    /// <exception cref="ShapeMismatchException">A tensor has more than one dimension.</exception>
    public static Tensor[] Meshgrid(ReadOnlySpan<Tensor> tensors, MeshgridIndexing indexing = MeshgridIndexing.Ij)
    {
        if (indexing is not (MeshgridIndexing.Ij or MeshgridIndexing.Xy))
            throw new ArgumentOutOfRangeException(nameof(indexing), $"[meshgrid] {indexing} is neither Ij nor Xy");
        using var refs = new TensorRefs(tensors!);
        var results = new nint[refs.Count];
        fixed (nint* handles = refs, outputs = results)
            Native.Check(NativeMethods.nt_meshgrid(handles, refs.Count, Native.Flag(indexing == MeshgridIndexing.Xy), outputs));
        return NativeTorch.Tensor.Wrap(results);
    }

    /// <summary>A matrix with the given matrices along its diagonal and zeros elsewhere; dtypes are promoted.</summary>
    /// <remarks>PyTorch: <c>torch.block_diag</c>.</remarks>
    /// <exception cref="ShapeMismatchException">A tensor has more than two dimensions.</exception>
    public static Tensor BlockDiag(params ReadOnlySpan<Tensor> tensors)
    {
        using var refs = new TensorRefs(tensors!);
        nint result;
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_block_diag(handles, refs.Count, &result));
        return new Tensor(result);
    }

    /// <summary>Each way to take one element from each vector, a row each.</summary>
    /// <remarks>PyTorch: <c>torch.cartesian_prod</c>.</remarks>
    /// <exception cref="ShapeMismatchException">A tensor is no vector.</exception>
    public static Tensor CartesianProd(params ReadOnlySpan<Tensor> tensors)
    {
        using var refs = new TensorRefs(tensors!);
        nint result;
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_cartesian_prod(handles, refs.Count, &result));
        return new Tensor(result);
    }

    /// <summary>Rows and columns of the elements on and below a diagonal: (2, count).</summary>
    /// <param name="row">The number of rows.</param>
    /// <param name="col">The number of columns.</param>
    /// <param name="offset">The diagonal; positive ones lie above the main one.</param>
    /// <param name="dtype">int64 (the default) or int32.</param>
    /// <param name="device">Where.</param>
    /// <remarks>PyTorch: <c>torch.tril_indices</c>.</remarks>
    /// <exception cref="ArgumentException">A size is negative.</exception>
    public static Tensor TrilIndices(long row, long col, long offset = 0, Dtype? dtype = null, Device? device = null)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        Native.Check(NativeMethods.nt_tril_indices(row, col, offset, (int?)dtype ?? -1, type, index, &result));
        return new Tensor(result);
    }

    /// <summary>Rows and columns of the elements on and above a diagonal: (2, count).</summary>
    /// <param name="row">The number of rows.</param>
    /// <param name="col">The number of columns.</param>
    /// <param name="offset">The diagonal; positive ones lie above the main one.</param>
    /// <param name="dtype">int64 (the default) or int32.</param>
    /// <param name="device">Where.</param>
    /// <remarks>PyTorch: <c>torch.triu_indices</c>.</remarks>
    /// <exception cref="ArgumentException">A size is negative.</exception>
    public static Tensor TriuIndices(long row, long col, long offset = 0, Dtype? dtype = null, Device? device = null)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        Native.Check(NativeMethods.nt_triu_indices(row, col, offset, (int?)dtype ?? -1, type, index, &result));
        return new Tensor(result);
    }

    public static unsafe partial class Linalg
    {
        /// <summary>Powers of each element: out[..., i, j] = x[..., i]^j. Integers give int64.</summary>
        /// <param name="x">The elements.</param>
        /// <param name="n">How many powers, more than 1; by default as many as elements.</param>
        /// <remarks>PyTorch: <c>torch.linalg.vander</c>.</remarks>
        /// <exception cref="ArgumentException">There are less than two powers.</exception>
        public static Tensor Vander(Tensor x, long? n = null)
        {
            using var self = new TensorRef(x);
            long powers = n.GetValueOrDefault();
            nint result;
            Native.Check(NativeMethods.nt_linalg_vander(self.Handle, n.HasValue ? &powers : null, &result));
            return new Tensor(result);
        }
    }
}

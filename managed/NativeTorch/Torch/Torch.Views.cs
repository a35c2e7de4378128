using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>A matrix's transpose, as a view; vectors and scalars stay as they are.</summary>
    /// <remarks>PyTorch: <c>torch.t</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are more than two dimensions.</exception>
    public static Tensor T(Tensor input)
    {
        using var self = new TensorRef(input);
        nint result;
        Native.Check(NativeMethods.nt_t(self.Handle, &result));
        return new Tensor(result);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BroadcastTo(ReadOnlySpan{long})"/>
    public static Tensor BroadcastTo(Tensor input, params ReadOnlySpan<long> size) => NotNull(input).Expand(size);

    /// <inheritdoc cref="NativeTorch.Tensor.Ravel()"/>
    public static Tensor Ravel(Tensor input) => NotNull(input).Ravel();

    /// <inheritdoc cref="NativeTorch.Tensor.Movedim(long, long)"/>
    public static Tensor Movedim(Tensor input, long source, long destination) => NotNull(input).Movedim(source, destination);

    /// <inheritdoc cref="NativeTorch.Tensor.MoveAxis(long, long)"/>
    public static Tensor MoveAxis(Tensor input, long source, long destination) => NotNull(input).Movedim(source, destination);

    /// <inheritdoc cref="NativeTorch.Tensor.MoveAxis(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public static Tensor MoveAxis(Tensor input, ReadOnlySpan<long> source, ReadOnlySpan<long> destination) =>
        NotNull(input).Movedim(source, destination);

    /// <inheritdoc cref="NativeTorch.Tensor.SwapAxes(long, long)"/>
    public static Tensor SwapAxes(Tensor input, long axis0, long axis1) => NotNull(input).Transpose(axis0, axis1);

    /// <inheritdoc cref="NativeTorch.Tensor.SwapDims(long, long)"/>
    public static Tensor SwapDims(Tensor input, long dim0, long dim1) => NotNull(input).Transpose(dim0, dim1);

    /// <inheritdoc cref="NativeTorch.Tensor.Roll(long, long?)"/>
    public static Tensor Roll(Tensor input, long shifts, long? dims = null) => NotNull(input).Roll(shifts, dims);

    /// <inheritdoc cref="NativeTorch.Tensor.Rot90(long, ReadOnlySpan{long})"/>
    public static Tensor Rot90(Tensor input, long k = 1, ReadOnlySpan<long> dims = default) => NotNull(input).Rot90(k, dims);

    /// <inheritdoc cref="NativeTorch.Tensor.NonZero(bool)"/>
    public static Tensor[] NonZero(Tensor input, bool asTuple) => NotNull(input).NonZero(asTuple);

    /// <inheritdoc cref="NativeTorch.Tensor.IndexPut(ReadOnlySpan{NativeTorch.Tensor?}, NativeTorch.Tensor, bool)"/>
    public static Tensor IndexPut(Tensor input, ReadOnlySpan<Tensor?> indices, Tensor values, bool accumulate = false) =>
        NotNull(input).IndexPut(indices, values, accumulate);

    /// <summary>Each i as often as <c>repeats[i]</c> says: the index of <c>RepeatInterleave</c>.</summary>
    /// <param name="repeats">The counts, int64 or int32.</param>
    /// <param name="outputSize">The sum of the counts, where it is known.</param>
    /// <remarks>PyTorch: <c>torch.repeat_interleave</c>.</remarks>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static Tensor RepeatInterleave(Tensor repeats, long? outputSize = null)
    {
        using var self = new TensorRef(repeats);
        long size = outputSize.GetValueOrDefault();
        nint result;
        Native.Check(NativeMethods.nt_repeated_positions(self.Handle, outputSize.HasValue ? &size : null, &result));
        return new Tensor(result);
    }

    /// <summary>Each tensor with at least one dimension: a scalar gets one of size 1.</summary>
    /// <remarks>PyTorch: <c>torch.atleast_1d</c>.</remarks>
    public static Tensor[] Atleast1d(params ReadOnlySpan<Tensor> tensors) =>
        Array.ConvertAll(tensors.ToArray(), t => NotNull(t).Atleast1d());

    /// <summary>Each tensor with at least two dimensions: (n) becomes (1, n).</summary>
    /// <remarks>PyTorch: <c>torch.atleast_2d</c>.</remarks>
    public static Tensor[] Atleast2d(params ReadOnlySpan<Tensor> tensors) =>
        Array.ConvertAll(tensors.ToArray(), t => NotNull(t).Atleast2d());

    /// <summary>Each tensor with at least three dimensions: (n) becomes (1, n, 1), (m, n) becomes (m, n, 1).</summary>
    /// <remarks>PyTorch: <c>torch.atleast_3d</c>.</remarks>
    public static Tensor[] Atleast3d(params ReadOnlySpan<Tensor> tensors) =>
        Array.ConvertAll(tensors.ToArray(), t => NotNull(t).Atleast3d());
}

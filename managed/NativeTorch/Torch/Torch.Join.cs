using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Joins tensors along an existing dimension; their other sizes are equal.</summary>
    /// <remarks>PyTorch: <c>torch.cat</c>.</remarks>
    /// <exception cref="ShapeMismatchException">Other sizes differ, or the list is empty.</exception>
    public static Tensor Cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        using var refs = new TensorRefs(tensors!);
        nint result;
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_cat(handles, refs.Count, dim, &result));
        return new Tensor(result);
    }

    /// <summary>Joins tensors of one shape along a new dimension.</summary>
    /// <remarks>PyTorch: <c>torch.stack</c>.</remarks>
    /// <exception cref="ShapeMismatchException">Shapes differ, or the list is empty.</exception>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        using var refs = new TensorRefs(tensors!);
        nint result;
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_stack(handles, refs.Count, dim, &result));
        return new Tensor(result);
    }

    /// <summary>Elements of <paramref name="input"/> where the condition is true, else of <paramref name="other"/>. Either may
    /// be a number. All are broadcast.</summary>
    /// <remarks>PyTorch: <c>torch.where</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes cannot be broadcast together.</exception>
    public static Tensor Where(Tensor condition, Tensor input, Tensor other) => NotNull(input).Where(condition, other);

    /// <summary>The dtype that an op gives for these two.</summary>
    /// <remarks>PyTorch: <c>torch.result_type</c>.</remarks>
    public static Dtype ResultType(Tensor input, Tensor other)
    {
        using var left = new TensorRef(input);
        using var right = new TensorRef(other);
        int dtype;
        Native.Check(NativeMethods.nt_result_type(left.Handle, right.Handle, &dtype));
        return (Dtype)dtype;
    }
}

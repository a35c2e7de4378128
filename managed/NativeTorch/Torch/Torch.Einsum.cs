using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Einstein sum: a term of letters for each operand, <c>"ij,jk->ik"</c>; what the result does not name is
    /// summed. An ellipsis (<c>...</c>) stands for dimensions without letters; without an arrow the result has the letters
    /// that stand once, in their order.</summary>
    /// <remarks>PyTorch: <c>torch.einsum</c>.</remarks>
    /// <exception cref="ArgumentException">The equation is not understood.</exception>
    /// <exception cref="ShapeMismatchException">Operands do not fit their terms, or each other.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        byte[] utf8 = Native.Utf8(equation);
        using var refs = new TensorRefs(operands!);
        nint result;
        fixed (byte* text = utf8)
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_einsum(text, handles, refs.Count, &result));
        return new Tensor(result);
    }

    /// <summary>Sums of products over the last <paramref name="dims"/> dimensions of the first operand and the first of the
    /// other.</summary>
    /// <remarks>PyTorch: <c>torch.tensordot</c>.</remarks>
    /// <exception cref="ShapeMismatchException">Sizes of a pair differ.</exception>
    public static Tensor Tensordot(Tensor input, Tensor other, long dims = 2)
    {
        if (dims < 0 || dims > NotNull(input).Dim)
            throw new ArgumentException($"[tensordot] {dims} dimensions of {input.Shape}", nameof(dims));
        long[] last = new long[dims], first = new long[dims];
        for (int i = 0; i < dims; i++)
            (last[i], first[i]) = (i - dims, i);
        return Tensordot(input, other, (last, first));
    }

    /// <summary>Sums of products over pairs of dimensions, one of each operand.</summary>
    /// <remarks>PyTorch: <c>torch.tensordot</c>.</remarks>
    /// <exception cref="ShapeMismatchException">Sizes of a pair differ.</exception>
    public static Tensor Tensordot(Tensor input, Tensor other, (long[] Input, long[] Other) dims)
    {
        ArgumentNullException.ThrowIfNull(dims.Input);
        ArgumentNullException.ThrowIfNull(dims.Other);
        using var self = new TensorRef(input);
        using var otherRef = new TensorRef(other);
        nint result;
        fixed (long* own = dims.Input, others = dims.Other)
            Native.Check(NativeMethods.nt_tensordot(self.Handle, otherRef.Handle, own, dims.Input.Length, others, dims.Other.Length, 0, &result));
        return new Tensor(result);
    }
}

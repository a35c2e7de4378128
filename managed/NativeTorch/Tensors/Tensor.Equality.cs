using NativeTorch.Interop;

namespace NativeTorch;

// Comparisons whose answer is one truth value.
public unsafe partial class Tensor
{
    /// <summary>Whether both have the same shape and equal elements.</summary>
    /// <remarks>PyTorch: <c>torch.equal</c>. <see cref="object.Equals(object?)"/> asks whether both are one object.</remarks>
    /// <exception cref="DtypeMismatchException">The dtypes differ.</exception>
    public bool Equal(Tensor other)
    {
        using var self = new TensorRef(this);
        using var otherRef = new TensorRef(other);
        int result;
        Native.Check(NativeMethods.nt_equal(self.Handle, otherRef.Handle, &result));
        return result != 0;
    }

    /// <summary>Whether |this - other| &lt;= atol + rtol * |other| holds for all elements, of broadcast operands.</summary>
    /// <param name="other">What this is compared with, of the same dtype.</param>
    /// <param name="rtol">Tolerance in parts of <paramref name="other"/>.</param>
    /// <param name="atol">Tolerance.</param>
    /// <param name="equalNan">Whether NaN equals NaN.</param>
    /// <remarks>PyTorch: <c>torch.allclose</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The dtypes differ.</exception>
    public bool AllClose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equalNan = false)
    {
        using var self = new TensorRef(this);
        using var otherRef = new TensorRef(other);
        int result;
        Native.Check(NativeMethods.nt_allclose(self.Handle, otherRef.Handle, rtol, atol, Native.Flag(equalNan), &result));
        return result != 0;
    }
}

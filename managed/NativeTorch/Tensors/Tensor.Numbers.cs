using System.Diagnostics.CodeAnalysis;
using NativeTorch.Interop;

namespace NativeTorch;

// What lets x[1..3] = 0 and Torch.Where(mask, x, 0) compile. Where an op takes a number as well, C# prefers that, because
// a number converts to a tensor and a tensor not to a number.
public unsafe partial class Tensor
{
    /// <summary>A tensor without dimensions that counts as a plain number in promotion; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Tensor?(Scalar? value) => value is { } number ? Number(number) : null;

    /// <summary>A tensor without dimensions that counts as a plain number in promotion.</summary>
    public static implicit operator Tensor(int value) => Number(value);

    /// <summary>A tensor without dimensions that counts as a plain number in promotion.</summary>
    public static implicit operator Tensor(long value) => Number(value);

    /// <summary>A tensor without dimensions that counts as a plain number in promotion.</summary>
    public static implicit operator Tensor(float value) => Number(value);

    /// <summary>A tensor without dimensions that counts as a plain number in promotion.</summary>
    public static implicit operator Tensor(double value) => Number(value);

    /// <summary>A tensor without dimensions that counts as a plain number in promotion.</summary>
    public static implicit operator Tensor(bool value) => Number(value);

    static Tensor Number(Scalar value)
    {
        nint handle;
        Native.Check(NativeMethods.nt_scalar_tensor(value.Native, &handle));
        return new Tensor(handle);
    }
}

using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
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

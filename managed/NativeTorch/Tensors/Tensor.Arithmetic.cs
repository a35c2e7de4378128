using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>Elementwise: left + right. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.add</c>.</remarks>
    public static Tensor operator +(Tensor left, Tensor right) => NotNull(left).Add(right);

    /// <summary>Elementwise: left + right.</summary>
    /// <remarks>PyTorch: <c>torch.add</c>.</remarks>
    public static Tensor operator +(Tensor left, Scalar right) => NotNull(left).Add(right);

    /// <summary>Elementwise: left + right.</summary>
    /// <remarks>PyTorch: <c>torch.add</c>.</remarks>
    public static Tensor operator +(Scalar left, Tensor right) => NotNull(right).Add(left);

    /// <summary>Elementwise: left - right. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.sub</c>.</remarks>
    public static Tensor operator -(Tensor left, Tensor right) => NotNull(left).Sub(right);

    /// <summary>Elementwise: left - right.</summary>
    /// <remarks>PyTorch: <c>torch.sub</c>.</remarks>
    public static Tensor operator -(Tensor left, Scalar right) => NotNull(left).Sub(right);

    /// <summary>Elementwise: left - right.</summary>
    /// <remarks>PyTorch: <c>torch.sub</c>.</remarks>
    public static Tensor operator -(Scalar left, Tensor right)
    {
        using var number = new ScalarRef(left);
        using var tensor = new TensorRef(right);
        nint result;
        Native.Check(NativeMethods.nt_rsub(tensor.Handle, number.Handle, ((Scalar)1).Native, 0, &result));
        return new Tensor(result);
    }

    /// <summary>Elementwise: left * right. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.mul</c>.</remarks>
    public static Tensor operator *(Tensor left, Tensor right) => NotNull(left).Mul(right);

    /// <summary>Elementwise: left * right.</summary>
    /// <remarks>PyTorch: <c>torch.mul</c>.</remarks>
    public static Tensor operator *(Tensor left, Scalar right) => NotNull(left).Mul(right);

    /// <summary>Elementwise: left * right.</summary>
    /// <remarks>PyTorch: <c>torch.mul</c>.</remarks>
    public static Tensor operator *(Scalar left, Tensor right) => NotNull(right).Mul(left);

    /// <summary>Elementwise: left / right; integers give float32. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.div</c>.</remarks>
    public static Tensor operator /(Tensor left, Tensor right) => NotNull(left).Div(right);

    /// <summary>Elementwise: left / right; integers give float32.</summary>
    /// <remarks>PyTorch: <c>torch.div</c>.</remarks>
    public static Tensor operator /(Tensor left, Scalar right) => NotNull(left).Div(right);

    /// <summary>Elementwise: left / right; integers give float32.</summary>
    /// <remarks>PyTorch: <c>torch.div</c>.</remarks>
    public static Tensor operator /(Scalar left, Tensor right)
    {
        using var number = new ScalarRef(left);
        using var tensor = new TensorRef(right);
        nint result;
        Native.Check(NativeMethods.nt_div(number.Handle, tensor.Handle, 0, &result));
        return new Tensor(result);
    }

    /// <summary>Elementwise: remainder of left / right with the sign of right. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.remainder</c>.</remarks>
    public static Tensor operator %(Tensor left, Tensor right) => NotNull(left).Remainder(right);

    /// <summary>Elementwise: remainder of left / right with the sign of right.</summary>
    /// <remarks>PyTorch: <c>torch.remainder</c>.</remarks>
    public static Tensor operator %(Tensor left, Scalar right) => NotNull(left).Remainder(right);

    /// <summary>Elementwise: remainder of left / right with the sign of right.</summary>
    /// <remarks>PyTorch: <c>torch.remainder</c>.</remarks>
    public static Tensor operator %(Scalar left, Tensor right)
    {
        using var number = new ScalarRef(left);
        using var tensor = new TensorRef(right);
        nint result;
        Native.Check(NativeMethods.nt_remainder(number.Handle, tensor.Handle, 0, &result));
        return new Tensor(result);
    }

    /// <summary>Elementwise: -x.</summary>
    /// <remarks>PyTorch: <c>torch.neg</c>.</remarks>
    public static Tensor operator -(Tensor tensor) => NotNull(tensor).Neg();
}

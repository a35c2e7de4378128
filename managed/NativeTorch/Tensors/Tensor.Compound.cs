namespace NativeTorch;

// As in PyTorch, x += y changes the tensor that x names, and every view of it. C# compiles x[i] += y, where x[i] is no
// variable, to x[i] = x[i] + y, which has the same effect.
public partial class Tensor
{
    /// <summary>In place: this += other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.add_</c>.</remarks>
    public void operator +=(Tensor other) => Add_(other);

    /// <summary>In place: this += other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.add_</c>.</remarks>
    public void operator +=(Scalar other) => Add_(other);

    /// <summary>In place: this -= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.sub_</c>.</remarks>
    public void operator -=(Tensor other) => Sub_(other);

    /// <summary>In place: this -= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.sub_</c>.</remarks>
    public void operator -=(Scalar other) => Sub_(other);

    /// <summary>In place: this *= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.mul_</c>.</remarks>
    public void operator *=(Tensor other) => Mul_(other);

    /// <summary>In place: this *= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.mul_</c>.</remarks>
    public void operator *=(Scalar other) => Mul_(other);

    /// <summary>In place: this /= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.div_</c>.</remarks>
    public void operator /=(Tensor other) => Div_(other);

    /// <summary>In place: this /= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.div_</c>.</remarks>
    public void operator /=(Scalar other) => Div_(other);

    /// <summary>In place: this %= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.remainder_</c>.</remarks>
    public void operator %=(Tensor other) => Remainder_(other);

    /// <summary>In place: this %= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.remainder_</c>.</remarks>
    public void operator %=(Scalar other) => Remainder_(other);

    /// <summary>In place: this &amp;= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_and_</c>.</remarks>
    public void operator &=(Tensor other) => BitwiseAnd_(other);

    /// <summary>In place: this &amp;= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_and_</c>.</remarks>
    public void operator &=(Scalar other) => BitwiseAnd_(other);

    /// <summary>In place: this |= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_or_</c>.</remarks>
    public void operator |=(Tensor other) => BitwiseOr_(other);

    /// <summary>In place: this |= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_or_</c>.</remarks>
    public void operator |=(Scalar other) => BitwiseOr_(other);

    /// <summary>In place: this ^= other, broadcast to this tensor's shape.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_xor_</c>.</remarks>
    public void operator ^=(Tensor other) => BitwiseXor_(other);

    /// <summary>In place: this ^= other.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bitwise_xor_</c>.</remarks>
    public void operator ^=(Scalar other) => BitwiseXor_(other);
}

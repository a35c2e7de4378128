namespace NativeTorch;

public partial class Tensor
{
    /// <summary>Elementwise: left and right, bit by bit; logical and for bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_and</c>.</remarks>
    public static Tensor operator &(Tensor left, Tensor right) => NotNull(left).BitwiseAnd(right);

    /// <summary>Elementwise: left and right, bit by bit; logical and for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_and</c>.</remarks>
    public static Tensor operator &(Tensor left, Scalar right) => NotNull(left).BitwiseAnd(right);

    /// <summary>Elementwise: left and right, bit by bit; logical and for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_and</c>.</remarks>
    public static Tensor operator &(Scalar left, Tensor right) => NotNull(right).BitwiseAnd(left);

    /// <summary>Elementwise: left or right, bit by bit; logical or for bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_or</c>.</remarks>
    public static Tensor operator |(Tensor left, Tensor right) => NotNull(left).BitwiseOr(right);

    /// <summary>Elementwise: left or right, bit by bit; logical or for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_or</c>.</remarks>
    public static Tensor operator |(Tensor left, Scalar right) => NotNull(left).BitwiseOr(right);

    /// <summary>Elementwise: left or right, bit by bit; logical or for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_or</c>.</remarks>
    public static Tensor operator |(Scalar left, Tensor right) => NotNull(right).BitwiseOr(left);

    /// <summary>Elementwise: left exclusive-or right, bit by bit; logical for bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_xor</c>.</remarks>
    public static Tensor operator ^(Tensor left, Tensor right) => NotNull(left).BitwiseXor(right);

    /// <summary>Elementwise: left exclusive-or right, bit by bit; logical for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_xor</c>.</remarks>
    public static Tensor operator ^(Tensor left, Scalar right) => NotNull(left).BitwiseXor(right);

    /// <summary>Elementwise: left exclusive-or right, bit by bit; logical for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_xor</c>.</remarks>
    public static Tensor operator ^(Scalar left, Tensor right) => NotNull(right).BitwiseXor(left);

    /// <summary>Elementwise: each bit inverted; logical not for bool.</summary>
    /// <remarks>PyTorch: <c>torch.bitwise_not</c>.</remarks>
    public static Tensor operator ~(Tensor tensor) => NotNull(tensor).BitwiseNot();
}

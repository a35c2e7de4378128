namespace NativeTorch;

public partial class Tensor
{
    /// <summary>Elementwise: left &lt; right, as bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.lt</c>.</remarks>
    public static Tensor operator <(Tensor left, Tensor right) => NotNull(left).Lt(right);

    /// <summary>Elementwise: left &lt; right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.lt</c>.</remarks>
    public static Tensor operator <(Tensor left, Scalar right) => NotNull(left).Lt(right);

    /// <summary>Elementwise: left &lt; right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.lt</c>.</remarks>
    public static Tensor operator <(Scalar left, Tensor right) => NotNull(right).Gt(left);

    /// <summary>Elementwise: left &lt;= right, as bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.le</c>.</remarks>
    public static Tensor operator <=(Tensor left, Tensor right) => NotNull(left).Le(right);

    /// <summary>Elementwise: left &lt;= right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.le</c>.</remarks>
    public static Tensor operator <=(Tensor left, Scalar right) => NotNull(left).Le(right);

    /// <summary>Elementwise: left &lt;= right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.le</c>.</remarks>
    public static Tensor operator <=(Scalar left, Tensor right) => NotNull(right).Ge(left);

    /// <summary>Elementwise: left &gt; right, as bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.gt</c>.</remarks>
    public static Tensor operator >(Tensor left, Tensor right) => NotNull(left).Gt(right);

    /// <summary>Elementwise: left &gt; right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.gt</c>.</remarks>
    public static Tensor operator >(Tensor left, Scalar right) => NotNull(left).Gt(right);

    /// <summary>Elementwise: left &gt; right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.gt</c>.</remarks>
    public static Tensor operator >(Scalar left, Tensor right) => NotNull(right).Lt(left);

    /// <summary>Elementwise: left &gt;= right, as bool. Operands are broadcast and promoted.</summary>
    /// <remarks>PyTorch: <c>torch.ge</c>.</remarks>
    public static Tensor operator >=(Tensor left, Tensor right) => NotNull(left).Ge(right);

    /// <summary>Elementwise: left &gt;= right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.ge</c>.</remarks>
    public static Tensor operator >=(Tensor left, Scalar right) => NotNull(left).Ge(right);

    /// <summary>Elementwise: left &gt;= right, as bool.</summary>
    /// <remarks>PyTorch: <c>torch.ge</c>.</remarks>
    public static Tensor operator >=(Scalar left, Tensor right) => NotNull(right).Le(left);
}

namespace NativeTorch;

// Functions whose first operand may be a plain number, which no method of Tensor can have.
public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Pow(Tensor)"/>
    public static Tensor Pow(Scalar input, Tensor exponent)
    {
        using Tensor number = input;
        return number.Pow(exponent);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.FloatPower(Tensor)"/>
    public static Tensor FloatPower(Scalar input, Tensor exponent)
    {
        using Tensor number = input;
        return number.FloatPower(exponent);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.Remainder(Tensor)"/>
    public static Tensor Remainder(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.Remainder(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BitwiseAnd(Tensor)"/>
    public static Tensor BitwiseAnd(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.BitwiseAnd(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BitwiseOr(Tensor)"/>
    public static Tensor BitwiseOr(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.BitwiseOr(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BitwiseXor(Tensor)"/>
    public static Tensor BitwiseXor(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.BitwiseXor(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BitwiseLeftShift(Tensor)"/>
    public static Tensor BitwiseLeftShift(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.BitwiseLeftShift(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.BitwiseRightShift(Tensor)"/>
    public static Tensor BitwiseRightShift(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.BitwiseRightShift(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.Xlogy(Tensor)"/>
    public static Tensor Xlogy(Scalar input, Tensor other)
    {
        using Tensor number = input;
        return number.Xlogy(other);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.Polygamma(long)"/>
    /// <remarks>PyTorch: <c>torch.polygamma</c>, which has the order first.</remarks>
    public static Tensor Polygamma(long n, Tensor input) => NotNull(input).Polygamma(n);
}

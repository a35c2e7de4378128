namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Max()"/>
    public static Tensor Max(Tensor input) => NotNull(input).Max();

    /// <inheritdoc cref="NativeTorch.Tensor.Max(Tensor)"/>
    public static Tensor Max(Tensor input, Tensor other) => NotNull(input).Max(other);

    /// <inheritdoc cref="NativeTorch.Tensor.Min()"/>
    public static Tensor Min(Tensor input) => NotNull(input).Min();

    /// <inheritdoc cref="NativeTorch.Tensor.Min(Tensor)"/>
    public static Tensor Min(Tensor input, Tensor other) => NotNull(input).Min(other);
}

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Equal(Tensor)"/>
    public static bool Equal(Tensor input, Tensor other) => NotNull(input).Equal(other);

    /// <inheritdoc cref="NativeTorch.Tensor.AllClose(Tensor, double, double, bool)"/>
    public static bool AllClose(Tensor input, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equalNan = false) =>
        NotNull(input).AllClose(other, rtol, atol, equalNan);
}

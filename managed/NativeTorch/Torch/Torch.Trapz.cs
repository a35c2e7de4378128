namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Trapezoid(Tensor?, double?, long)"/>
    /// <remarks>PyTorch: <c>torch.trapz</c>.</remarks>
    public static Tensor Trapz(Tensor y, Tensor? x = null, double? dx = null, long dim = -1) =>
        NotNull(y).Trapezoid(x, dx, dim);
}

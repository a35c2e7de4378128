using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The mean of each window.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="kernelSize">The window's size: a number.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <param name="countIncludePad">Whether padding counts in the divisor.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.avg_pool1d</c>. Floating dtypes and int64.</remarks>
    public static Tensor AvgPool1d(Tensor input, long kernelSize, long? stride = null, long padding = 0,
        bool ceilMode = false, bool countIncludePad = true) =>
        AvgPool(1, input, kernelSize, Given(stride), padding, ceilMode, countIncludePad, null);

    /// <summary>The mean of each window.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <param name="countIncludePad">Whether padding counts in the divisor.</param>
    /// <param name="divisorOverride">The divisor, where it is not the window's size.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.avg_pool2d</c>. Floating dtypes and int64.</remarks>
    /// <exception cref="ArgumentException">The divisor is 0.</exception>
    public static Tensor AvgPool2d(Tensor input, Pair kernelSize, Pair? stride = null, Pair? padding = null,
        bool ceilMode = false, bool countIncludePad = true, long? divisorOverride = null) =>
        AvgPool(2, input, kernelSize, Given(stride), padding ?? 0, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The mean of each window.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <param name="countIncludePad">Whether padding counts in the divisor.</param>
    /// <param name="divisorOverride">The divisor, where it is not the window's size.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.avg_pool3d</c>. Floating dtypes and int64.</remarks>
    /// <exception cref="ArgumentException">The divisor is 0.</exception>
    public static Tensor AvgPool3d(Tensor input, Triple kernelSize, Triple? stride = null, Triple? padding = null,
        bool ceilMode = false, bool countIncludePad = true, long? divisorOverride = null) =>
        AvgPool(3, input, kernelSize, Given(stride), padding ?? 0, ceilMode, countIncludePad, divisorOverride);

    /// <summary>(sum of x^p)^(1/p) over each window.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="normType">p.</param>
    /// <param name="kernelSize">The window's size: a number.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.lp_pool1d</c>. Floating dtypes.</remarks>
    public static Tensor LpPool1d(Tensor input, double normType, long kernelSize, long? stride = null, bool ceilMode = false) =>
        LpPool(1, input, normType, kernelSize, Given(stride), ceilMode);

    /// <summary>(sum of x^p)^(1/p) over each window.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="normType">p.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.lp_pool2d</c>. Floating dtypes.</remarks>
    public static Tensor LpPool2d(Tensor input, double normType, Pair kernelSize, Pair? stride = null, bool ceilMode = false) =>
        LpPool(2, input, normType, kernelSize, Given(stride), ceilMode);

    static Tensor AvgPool(int rank, Tensor input, Extent kernelSize, Extent stride, Extent padding, bool ceilMode,
        bool countIncludePad, long? divisorOverride)
    {
        using var self = new TensorRef(input);
        long* kernels = stackalloc long[3], strides = stackalloc long[3], paddings = stackalloc long[3];
        long divisor = divisorOverride.GetValueOrDefault();
        nint result;
        Native.Check(NativeMethods.nt_avg_pool(self.Handle, rank, kernels, kernelSize.Spread(kernels), strides, stride.Spread(strides),
            paddings, padding.Spread(paddings), Native.Flag(ceilMode), Native.Flag(countIncludePad),
            divisorOverride.HasValue ? &divisor : null, &result));
        return new Tensor(result);
    }

    static Tensor LpPool(int rank, Tensor input, double normType, Extent kernelSize, Extent stride, bool ceilMode)
    {
        using var self = new TensorRef(input);
        long* kernels = stackalloc long[3], strides = stackalloc long[3];
        nint result;
        Native.Check(NativeMethods.nt_lp_pool(self.Handle, rank, normType, kernels, kernelSize.Spread(kernels), strides,
            stride.Spread(strides), Native.Flag(ceilMode), &result));
        return new Tensor(result);
    }
}

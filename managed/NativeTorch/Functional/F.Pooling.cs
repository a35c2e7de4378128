using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The largest element of each window; NaN wins, then the first. Padding counts as -inf.</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="kernelSize">The window's size; one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool2d</c>.</remarks>
    public static Tensor MaxPool2d(Tensor input, Pair kernelSize, Pair? stride = null, Pair? padding = null, Pair? dilation = null,
        bool ceilMode = false)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[8];
        Spread(kernelSize, sizes);
        Spread(stride ?? kernelSize, sizes + 2);
        Spread(padding ?? 0, sizes + 4);
        Spread(dilation ?? 1, sizes + 6);
        nint result;
        Native.Check(NativeMethods.nt_max_pool2d(self.Handle, sizes, 2, sizes + 2, 2, sizes + 4, 2, sizes + 6, 2,
            Native.Flag(ceilMode), &result));
        return new Tensor(result);
    }

    /// <summary>The largest element of each window, and its position in the flattened plane (int64).</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="kernelSize">The window's size; one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool2d</c> with <c>return_indices=True</c>.</remarks>
    public static (Tensor Values, Tensor Indices) MaxPool2dWithIndices(Tensor input, Pair kernelSize, Pair? stride = null,
        Pair? padding = null, Pair? dilation = null, bool ceilMode = false)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[8];
        Spread(kernelSize, sizes);
        Spread(stride ?? kernelSize, sizes + 2);
        Spread(padding ?? 0, sizes + 4);
        Spread(dilation ?? 1, sizes + 6);
        nint values, indices;
        Native.Check(NativeMethods.nt_max_pool2d_with_indices(self.Handle, sizes, 2, sizes + 2, 2, sizes + 4, 2, sizes + 6, 2,
            Native.Flag(ceilMode), &values, &indices));
        return (new Tensor(values), new Tensor(indices));
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="kernelSize">The window's size; one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <param name="countIncludePad">Whether padding counts in the divisor.</param>
    /// <param name="divisorOverride">The divisor, where it is not the window's size.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.avg_pool2d</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is 0.</exception>
    public static Tensor AvgPool2d(Tensor input, Pair kernelSize, Pair? stride = null, Pair? padding = null, bool ceilMode = false,
        bool countIncludePad = true, long? divisorOverride = null)
    {
        if (divisorOverride is { } divisor)
            ArgumentOutOfRangeException.ThrowIfZero(divisor, nameof(divisorOverride));
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[6];
        Spread(kernelSize, sizes);
        Spread(stride ?? kernelSize, sizes + 2);
        Spread(padding ?? 0, sizes + 4);
        nint result;
        Native.Check(NativeMethods.nt_avg_pool2d(self.Handle, sizes, 2, sizes + 2, 2, sizes + 4, 2, Native.Flag(ceilMode),
            Native.Flag(countIncludePad), divisorOverride ?? 0, &result));
        return new Tensor(result);
    }
}

using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The largest element of each window; NaN wins, then the first. Padding counts as -inf.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="kernelSize">The window's size: a number.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool1d</c>.</remarks>
    public static Tensor MaxPool1d(Tensor input, long kernelSize, long? stride = null, long padding = 0,
        long dilation = 1, bool ceilMode = false) =>
        MaxPool(1, input, kernelSize, Given(stride), padding, dilation, ceilMode, false).Values;

    /// <summary>The largest element of each window, and its position in the flattened row (int64).</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="kernelSize">The window's size: a number.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool1d</c> with <c>return_indices=True</c>.</remarks>
    public static (Tensor Values, Tensor Indices) MaxPool1dWithIndices(Tensor input, long kernelSize, long? stride = null, long padding = 0,
        long dilation = 1, bool ceilMode = false)
    {
        var (values, indices) = MaxPool(1, input, kernelSize, Given(stride), padding, dilation, ceilMode, true);
        return (values, indices!);
    }

    /// <summary>The largest element of each window; NaN wins, then the first. Padding counts as -inf.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool2d</c>.</remarks>
    public static Tensor MaxPool2d(Tensor input, Pair kernelSize, Pair? stride = null, Pair? padding = null,
        Pair? dilation = null, bool ceilMode = false) =>
        MaxPool(2, input, kernelSize, Given(stride), padding ?? 0, dilation ?? 1, ceilMode, false).Values;

    /// <summary>The largest element of each window, and its position in the flattened plane (int64).</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool2d</c> with <c>return_indices=True</c>.</remarks>
    public static (Tensor Values, Tensor Indices) MaxPool2dWithIndices(Tensor input, Pair kernelSize, Pair? stride = null, Pair? padding = null,
        Pair? dilation = null, bool ceilMode = false)
    {
        var (values, indices) = MaxPool(2, input, kernelSize, Given(stride), padding ?? 0, dilation ?? 1, ceilMode, true);
        return (values, indices!);
    }

    /// <summary>The largest element of each window; NaN wins, then the first. Padding counts as -inf.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool3d</c>.</remarks>
    public static Tensor MaxPool3d(Tensor input, Triple kernelSize, Triple? stride = null, Triple? padding = null,
        Triple? dilation = null, bool ceilMode = false) =>
        MaxPool(3, input, kernelSize, Given(stride), padding ?? 0, dilation ?? 1, ceilMode, false).Values;

    /// <summary>The largest element of each window, and its position in the flattened volume (int64).</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reach over the edge (default 0).</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="ceilMode">Whether a last, partial window counts.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_pool3d</c> with <c>return_indices=True</c>.</remarks>
    public static (Tensor Values, Tensor Indices) MaxPool3dWithIndices(Tensor input, Triple kernelSize, Triple? stride = null, Triple? padding = null,
        Triple? dilation = null, bool ceilMode = false)
    {
        var (values, indices) = MaxPool(3, input, kernelSize, Given(stride), padding ?? 0, dilation ?? 1, ceilMode, true);
        return (values, indices!);
    }

    static Extent Given(long? size) => size is { } given ? given : default(Extent);

    static Extent Given(Pair? size) => size is { } given ? given : default(Extent);

    static Extent Given(Triple? size) => size is { } given ? given : default(Extent);

    static (Tensor Values, Tensor? Indices) MaxPool(int rank, Tensor input, Extent kernelSize, Extent stride, Extent padding,
        Extent dilation, bool ceilMode, bool withIndices)
    {
        using var self = new TensorRef(input);
        long* kernels = stackalloc long[3], strides = stackalloc long[3], paddings = stackalloc long[3], dilations = stackalloc long[3];
        nint values, indices = 0;
        Native.Check(NativeMethods.nt_max_pool(self.Handle, rank, kernels, kernelSize.Spread(kernels), strides, stride.Spread(strides),
            paddings, padding.Spread(paddings), dilations, dilation.Spread(dilations), Native.Flag(ceilMode), &values,
            withIndices ? &indices : null));
        return (new Tensor(values), withIndices ? new Tensor(indices) : null);
    }
}

using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The largest element of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="outputSize">A number.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool1d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveMaxPool1d(Tensor input, long outputSize) => AdaptiveMaxPool(1, input, outputSize, false).Values;

    /// <summary>The largest element of each of outputSize windows, which cover the input, and its position in the flattened row (int64).</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="outputSize">A number.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool1d</c> with <c>return_indices=True</c>. Floating dtypes.</remarks>
    public static (Tensor Values, Tensor Indices) AdaptiveMaxPool1dWithIndices(Tensor input, long outputSize)
    {
        var (values, indices) = AdaptiveMaxPool(1, input, outputSize, true);
        return (values, indices!);
    }

    /// <summary>The mean of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="outputSize">A number.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_avg_pool1d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveAvgPool1d(Tensor input, long outputSize) => AdaptiveAvgPool(1, input, outputSize);

    /// <summary>The largest element of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool2d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveMaxPool2d(Tensor input, OutputSize outputSize) => AdaptiveMaxPool(2, input, outputSize, false).Values;

    /// <summary>The largest element of each of outputSize windows, which cover the input, and its position in the flattened plane (int64).</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool2d</c> with <c>return_indices=True</c>. Floating dtypes.</remarks>
    public static (Tensor Values, Tensor Indices) AdaptiveMaxPool2dWithIndices(Tensor input, OutputSize outputSize)
    {
        var (values, indices) = AdaptiveMaxPool(2, input, outputSize, true);
        return (values, indices!);
    }

    /// <summary>The mean of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_avg_pool2d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveAvgPool2d(Tensor input, OutputSize outputSize) => AdaptiveAvgPool(2, input, outputSize);

    /// <summary>The largest element of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(depth, height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool3d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveMaxPool3d(Tensor input, OutputSize outputSize) => AdaptiveMaxPool(3, input, outputSize, false).Values;

    /// <summary>The largest element of each of outputSize windows, which cover the input, and its position in the flattened volume (int64).</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(depth, height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_max_pool3d</c> with <c>return_indices=True</c>. Floating dtypes.</remarks>
    public static (Tensor Values, Tensor Indices) AdaptiveMaxPool3dWithIndices(Tensor input, OutputSize outputSize)
    {
        var (values, indices) = AdaptiveMaxPool(3, input, outputSize, true);
        return (values, indices!);
    }

    /// <summary>The mean of each of outputSize windows, which cover the input.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="outputSize">One number, or <c>(depth, height, width)</c> with <c>null</c> for the input's.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.adaptive_avg_pool3d</c>. Floating dtypes.</remarks>
    public static Tensor AdaptiveAvgPool3d(Tensor input, OutputSize outputSize) => AdaptiveAvgPool(3, input, outputSize);

    internal static (Tensor Values, Tensor? Indices) AdaptiveMaxPool(int rank, Tensor input, OutputSize outputSize, bool withIndices)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[3];
        nint values, indices = 0;
        Native.Check(NativeMethods.nt_adaptive_max_pool(self.Handle, rank, sizes, outputSize.Spread(sizes), &values,
            withIndices ? &indices : null));
        return (new Tensor(values), withIndices ? new Tensor(indices) : null);
    }

    internal static Tensor AdaptiveAvgPool(int rank, Tensor input, OutputSize outputSize)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[3];
        nint result;
        Native.Check(NativeMethods.nt_adaptive_avg_pool(self.Handle, rank, sizes, outputSize.Spread(sizes), &result));
        return new Tensor(result);
    }
}

using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Puts the maxima of windows back where max pooling found them; the rest is 0.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="indices">What <see cref="MaxPool1dWithIndices"/> gave.</param>
    /// <param name="kernelSize">The windows' size: a number.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reached over the edge (default 0).</param>
    /// <param name="outputSize">The result's spatial size, or its whole shape; by default the smallest that fits.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_unpool1d</c>. Floating dtypes.</remarks>
    public static Tensor MaxUnpool1d(Tensor input, Tensor indices, long kernelSize, long? stride = null, long padding = 0,
        ReadOnlySpan<long> outputSize = default) =>
        MaxUnpool(1, input, indices, kernelSize, Given(stride), padding, outputSize);

    /// <summary>Puts the maxima of windows back where max pooling found them; the rest is 0.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="indices">What <see cref="MaxPool2dWithIndices"/> gave.</param>
    /// <param name="kernelSize">The windows' size: one number, or <c>(height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reached over the edge (default 0).</param>
    /// <param name="outputSize">The result's spatial size, or its whole shape; by default the smallest that fits.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_unpool2d</c>. Floating dtypes.</remarks>
    public static Tensor MaxUnpool2d(Tensor input, Tensor indices, Pair kernelSize, Pair? stride = null, Pair? padding = null,
        ReadOnlySpan<long> outputSize = default) =>
        MaxUnpool(2, input, indices, kernelSize, Given(stride), padding ?? 0, outputSize);

    /// <summary>Puts the maxima of windows back where max pooling found them; the rest is 0.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="indices">What <see cref="MaxPool3dWithIndices"/> gave.</param>
    /// <param name="kernelSize">The windows' size: one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="stride">The distance between windows; by default their size.</param>
    /// <param name="padding">How far windows reached over the edge (default 0).</param>
    /// <param name="outputSize">The result's spatial size, or its whole shape; by default the smallest that fits.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.max_unpool3d</c>. Floating dtypes.</remarks>
    public static Tensor MaxUnpool3d(Tensor input, Tensor indices, Triple kernelSize, Triple? stride = null, Triple? padding = null,
        ReadOnlySpan<long> outputSize = default) =>
        MaxUnpool(3, input, indices, kernelSize, Given(stride), padding ?? 0, outputSize);

    internal static Tensor MaxUnpool(int rank, Tensor input, Tensor indices, Extent kernelSize, Extent stride, Extent padding,
        ReadOnlySpan<long> outputSize)
    {
        using var self = new TensorRef(input);
        using var indicesRef = new TensorRef(indices);
        long* kernels = stackalloc long[3], strides = stackalloc long[3], paddings = stackalloc long[3];
        nint result;
        fixed (long* sizes = outputSize)
        {
            Native.Check(NativeMethods.nt_max_unpool(self.Handle, indicesRef.Handle, rank, kernels, kernelSize.Spread(kernels),
                strides, stride.Spread(strides), paddings, padding.Spread(paddings), sizes, outputSize.Length, &result));
        }
        return new Tensor(result);
    }
}

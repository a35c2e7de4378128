using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>A border around a tensor. Negative numbers cut.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="pad">Two numbers for each dimension, before and behind, the last dimension first.</param>
    /// <param name="mode">What stands in the border. All modes but the constant one take 1 to 3 dimensions behind the channels,
    /// with or without a batch.</param>
    /// <param name="value">The border's number, for <see cref="PaddingMode.Constant"/>; by default 0.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.pad</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The border is larger than the mode can fill.</exception>
    public static Tensor Pad(Tensor input, ReadOnlySpan<long> pad, PaddingMode mode = PaddingMode.Constant, Scalar? value = null)
    {
        using var self = new TensorRef(input);
        var number = value.GetValueOrDefault().Native;
        nint result;
        fixed (long* sizes = pad)
            Native.Check(NativeMethods.nt_pad(self.Handle, sizes, pad.Length, (int)mode, value.HasValue ? &number : null, &result));
        return new Tensor(result);
    }

    /// <summary>Windows of images as columns: (N, C, H, W) gives (N, C kH kW, windows); or both without N.</summary>
    /// <param name="input">The images.</param>
    /// <param name="kernelSize">The window; one number, or <c>(height, width)</c>.</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="stride">The distance between windows (default 1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.unfold</c>.</remarks>
    /// <exception cref="ShapeMismatchException">No window fits.</exception>
    public static Tensor Unfold(Tensor input, Pair kernelSize, Pair? dilation = null, Pair? padding = null, Pair? stride = null)
    {
        using var self = new TensorRef(input);
        long* kernels = stackalloc long[3], dilations = stackalloc long[3], paddings = stackalloc long[3], strides = stackalloc long[3];
        ((Extent)kernelSize).Spread(kernels);
        ((Extent)(dilation ?? 1)).Spread(dilations);
        ((Extent)(padding ?? 0)).Spread(paddings);
        ((Extent)(stride ?? 1)).Spread(strides);
        nint result;
        Native.Check(NativeMethods.nt_unfold_windows(self.Handle, kernels, 2, dilations, 2, paddings, 2, strides, 2, &result));
        return new Tensor(result);
    }

    /// <summary>Columns added up to images, the transpose of <see cref="Unfold"/>: (N, C kH kW, windows) gives (N, C, H, W); or
    /// both without N.</summary>
    /// <param name="input">The columns.</param>
    /// <param name="outputSize">The size of the images; one number, or <c>(height, width)</c>.</param>
    /// <param name="kernelSize">The window.</param>
    /// <param name="dilation">The distance between a window's elements (default 1).</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="stride">The distance between windows (default 1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.fold</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are not as many columns as windows.</exception>
    public static Tensor Fold(Tensor input, Pair outputSize, Pair kernelSize, Pair? dilation = null, Pair? padding = null,
        Pair? stride = null)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[3], kernels = stackalloc long[3], dilations = stackalloc long[3];
        long* paddings = stackalloc long[3], strides = stackalloc long[3];
        ((Extent)outputSize).Spread(sizes);
        ((Extent)kernelSize).Spread(kernels);
        ((Extent)(dilation ?? 1)).Spread(dilations);
        ((Extent)(padding ?? 0)).Spread(paddings);
        ((Extent)(stride ?? 1)).Spread(strides);
        nint result;
        Native.Check(NativeMethods.nt_fold_windows(self.Handle, sizes, 2, kernels, 2, dilations, 2, paddings, 2, strides, 2, &result));
        return new Tensor(result);
    }
}

using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Cross-correlation: (N, C, H, W) with weight (O, C / groups, kH, kW) gives (N, O, H', W'), where
    /// H' = floor((H + 2 padding - dilation (kH - 1) - 1) / stride) + 1; or all without N.</summary>
    /// <param name="input">The images.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1); one number, or <c>(height, width)</c>.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv2d</c>. Floating dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor Conv2d(Tensor input, Tensor weight, Tensor? bias = null, Pair? stride = null, Pair? padding = null,
        Pair? dilation = null, long groups = 1)
    {
        using var self = new TensorRef(input);
        using var weightRef = new TensorRef(weight);
        using var biasRef = new OptionalTensorRef(bias);
        long* strides = stackalloc long[2], paddings = stackalloc long[2], dilations = stackalloc long[2];
        Spread(stride ?? 1, strides);
        Spread(padding ?? 0, paddings);
        Spread(dilation ?? 1, dilations);
        nint result;
        Native.Check(NativeMethods.nt_conv2d(self.Handle, weightRef.Handle, biasRef.Handle, strides, 2, paddings, 2, dilations, 2,
            groups, &result));
        return new Tensor(result);
    }

    static void Spread(Pair pair, long* sizes) => (sizes[0], sizes[1]) = (pair.Height, pair.Width);
}

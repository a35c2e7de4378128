using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The transpose of a convolution, its gradient for the input: (N, C, L) with weight (C, O / groups, kL), or
    /// without N. Each size becomes (size - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1.</summary>
    /// <param name="input">What stands where a convolution's result does.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): a number.</param>
    /// <param name="padding">What is taken off the result on each side (default 0).</param>
    /// <param name="outputPadding">What is added to the result behind (default 0); below stride or dilation.</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv_transpose1d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor ConvTranspose1d(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0,
        long outputPadding = 0, long groups = 1, long dilation = 1) =>
        ConvolveTransposed(1, input, weight, bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>The transpose of a convolution, its gradient for the input: (N, C, H, W) with weight (C, O / groups, kH, kW), or
    /// without N. Each size becomes (size - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1.</summary>
    /// <param name="input">What stands where a convolution's result does.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(height, width)</c>.</param>
    /// <param name="padding">What is taken off the result on each side (default 0).</param>
    /// <param name="outputPadding">What is added to the result behind (default 0); below stride or dilation.</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv_transpose2d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor ConvTranspose2d(Tensor input, Tensor weight, Tensor? bias = null, Pair? stride = null, Pair? padding = null,
        Pair? outputPadding = null, long groups = 1, Pair? dilation = null) =>
        ConvolveTransposed(2, input, weight, bias, stride ?? 1, padding ?? 0, outputPadding ?? 0, groups, dilation ?? 1);

    /// <summary>The transpose of a convolution, its gradient for the input: (N, C, D, H, W) with weight (C, O / groups, kD, kH, kW), or
    /// without N. Each size becomes (size - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1.</summary>
    /// <param name="input">What stands where a convolution's result does.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="padding">What is taken off the result on each side (default 0).</param>
    /// <param name="outputPadding">What is added to the result behind (default 0); below stride or dilation.</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv_transpose3d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor ConvTranspose3d(Tensor input, Tensor weight, Tensor? bias = null, Triple? stride = null, Triple? padding = null,
        Triple? outputPadding = null, long groups = 1, Triple? dilation = null) =>
        ConvolveTransposed(3, input, weight, bias, stride ?? 1, padding ?? 0, outputPadding ?? 0, groups, dilation ?? 1);

    internal static Tensor ConvolveTransposed(int rank, Tensor input, Tensor weight, Tensor? bias, Extent stride, Extent padding,
        Extent outputPadding, long groups, Extent dilation)
    {
        using var self = new TensorRef(input);
        using var weightRef = new TensorRef(weight);
        using var biasRef = new OptionalTensorRef(bias);
        long* strides = stackalloc long[3], paddings = stackalloc long[3], added = stackalloc long[3], dilations = stackalloc long[3];
        nint result;
        Native.Check(NativeMethods.nt_conv_transpose(self.Handle, weightRef.Handle, biasRef.Handle, rank,
            strides, stride.Spread(strides), paddings, padding.Spread(paddings), added, outputPadding.Spread(added), groups,
            dilations, dilation.Spread(dilations), &result));
        return new Tensor(result);
    }
}

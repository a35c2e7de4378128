using System.Runtime.CompilerServices;
using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Cross-correlation: (N, C, L) with weight (O, C / groups, kL), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): a number.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv1d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor Conv1d(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0,
        long dilation = 1, long groups = 1) =>
        Convolve(1, input, weight, bias, stride, padding, false, dilation, groups);

    /// <summary>Cross-correlation: (N, C, L) with weight (O, C / groups, kL), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): a number.</param>
    /// <param name="padding">Whether there are zeros around the input.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv1d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Conv1d(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1,
        ConvPadding padding = ConvPadding.Valid, long dilation = 1, long groups = 1) =>
        Convolve(1, input, weight, bias, stride, 0, IsSame(padding), dilation, groups);

    /// <summary>Cross-correlation: (N, C, H, W) with weight (O, C / groups, kH, kW), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(height, width)</c>.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv2d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor Conv2d(Tensor input, Tensor weight, Tensor? bias = null, Pair? stride = null, Pair? padding = null,
        Pair? dilation = null, long groups = 1) =>
        Convolve(2, input, weight, bias, stride ?? 1, padding ?? 0, false, dilation ?? 1, groups);

    /// <summary>Cross-correlation: (N, C, H, W) with weight (O, C / groups, kH, kW), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(height, width)</c>.</param>
    /// <param name="padding">Whether there are zeros around the input.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv2d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Conv2d(Tensor input, Tensor weight, Tensor? bias = null, Pair? stride = null,
        ConvPadding padding = ConvPadding.Valid, Pair? dilation = null, long groups = 1) =>
        Convolve(2, input, weight, bias, stride ?? 1, 0, IsSame(padding), dilation ?? 1, groups);

    /// <summary>Cross-correlation: (N, C, D, H, W) with weight (O, C / groups, kD, kH, kW), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="padding">Zeros on each side (default 0).</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv3d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor Conv3d(Tensor input, Tensor weight, Tensor? bias = null, Triple? stride = null, Triple? padding = null,
        Triple? dilation = null, long groups = 1) =>
        Convolve(3, input, weight, bias, stride ?? 1, padding ?? 0, false, dilation ?? 1, groups);

    /// <summary>Cross-correlation: (N, C, D, H, W) with weight (O, C / groups, kD, kH, kW), or without N. Each size becomes
    /// floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel.</param>
    /// <param name="stride">The distance between windows (default 1): one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="padding">Whether there are zeros around the input.</param>
    /// <param name="dilation">The distance between a kernel's elements (default 1).</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.conv3d</c>. Numeric dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Conv3d(Tensor input, Tensor weight, Tensor? bias = null, Triple? stride = null,
        ConvPadding padding = ConvPadding.Valid, Triple? dilation = null, long groups = 1) =>
        Convolve(3, input, weight, bias, stride ?? 1, 0, IsSame(padding), dilation ?? 1, groups);

    static bool IsSame(ConvPadding padding) => padding switch
    {
        ConvPadding.Valid => false,
        ConvPadding.Same => true,
        _ => throw new ArgumentOutOfRangeException(nameof(padding), padding, "There is no such padding."),
    };

    internal static Tensor Convolve(int rank, Tensor input, Tensor weight, Tensor? bias, Extent stride, Extent padding, bool same,
        Extent dilation, long groups)
    {
        using var self = new TensorRef(input);
        using var weightRef = new TensorRef(weight);
        using var biasRef = new OptionalTensorRef(bias);
        long* strides = stackalloc long[3], paddings = stackalloc long[3], dilations = stackalloc long[3];
        nint result;
        Native.Check(NativeMethods.nt_conv(self.Handle, weightRef.Handle, biasRef.Handle, rank, strides, stride.Spread(strides),
            paddings, padding.Spread(paddings), Native.Flag(same), dilations, dilation.Spread(dilations), groups, &result));
        return new Tensor(result);
    }
}

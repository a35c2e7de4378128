using NativeTorch.Interop;
using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The input at another spatial size.</summary>
    /// <param name="input">(N, C, ...) with one to three spatial dimensions.</param>
    /// <param name="size">The result's spatial size: one number, or one for each dimension. Either this or
    /// <paramref name="scaleFactor"/> is given.</param>
    /// <param name="scaleFactor">How many times larger the result is.</param>
    /// <param name="mode">How the result is found.</param>
    /// <param name="alignCorners">Whether the centers of the outermost elements stay where they are, else their outer borders
    /// (default). Goes with the linear and cubic modes.</param>
    /// <param name="recomputeScaleFactor">Whether places follow from the sizes, although a scale factor is given.</param>
    /// <param name="antialias">Whether bilinear and bicubic take all elements into account where the size shrinks.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.interpolate</c>. Floating dtypes; the nearest modes take uint8 too.</remarks>
    /// <exception cref="ArgumentException">The arguments do not fit the mode, the input or each other.</exception>
    public static Tensor Interpolate(Tensor input, OutputSize? size = null, ScaleFactor? scaleFactor = null,
        InterpolationMode mode = InterpolationMode.Nearest, bool? alignCorners = null, bool? recomputeScaleFactor = null,
        bool antialias = false)
    {
        using var self = new TensorRef(input);
        long* sizes = stackalloc long[3];
        double* factors = stackalloc double[3];
        nint result;
        Native.Check(NativeMethods.nt_interpolate(self.Handle, sizes, size.GetValueOrDefault().Spread(sizes),
            factors, scaleFactor.GetValueOrDefault().Spread(factors), (int)mode, Choice(alignCorners), Choice(recomputeScaleFactor),
            Native.Flag(antialias), &result));
        return new Tensor(result);

        static int Choice(bool? choice) => choice is { } given ? (given ? 1 : 0) : -1;
    }

    /// <summary>The input at another spatial size.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.upsample</c>, an older name of <see cref="Interpolate"/>.</remarks>
    public static Tensor Upsample(Tensor input, OutputSize? size = null, ScaleFactor? scaleFactor = null,
        InterpolationMode mode = InterpolationMode.Nearest, bool? alignCorners = null) =>
        Interpolate(input, size, scaleFactor, mode, alignCorners);

    /// <summary>The input at another spatial size, by the nearest element.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.upsample_nearest</c>.</remarks>
    public static Tensor UpsampleNearest(Tensor input, OutputSize? size = null, ScaleFactor? scaleFactor = null) =>
        Interpolate(input, size, scaleFactor);

    /// <summary>The input (N, C, H, W) at another spatial size, bilinear between elements, corners aligned.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.upsample_bilinear</c>.</remarks>
    public static Tensor UpsampleBilinear(Tensor input, OutputSize? size = null, ScaleFactor? scaleFactor = null) =>
        Interpolate(input, size, scaleFactor, InterpolationMode.Bilinear, alignCorners: true);
}

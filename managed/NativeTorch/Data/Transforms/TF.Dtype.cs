namespace NativeTorch.Data.Transforms;

public static partial class TF
{
    /// <summary>Images of another dtype, with values scaled so that the brightest one stays so.</summary>
    /// <param name="image">Of any shape; floating from 0 to 1, or integer from 0 to the dtype's maximum.</param>
    /// <param name="dtype">The dtype.</param>
    /// <returns>Integers to floating: x / max. Floating to integers: x (max + 1 - 0.001), cut off. Between integers: divided or
    /// multiplied by the quotient of (max + 1).</returns>
    /// <remarks>PyTorch: <c>torchvision.transforms.functional.convert_image_dtype</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The integers of the dtype are finer than the floating numbers.</exception>
    public static Tensor ConvertImageDtype(Tensor image, Dtype dtype)
    {
        ArgumentNullException.ThrowIfNull(image);
        Dtype from = image.Dtype;
        if (from == dtype || (from.IsFloatingPoint && dtype.IsFloatingPoint))
            return image.To(dtype);
        if (dtype.IsFloatingPoint)
            return image.To(dtype).Div_(Brightest(from));
        if (from.IsFloatingPoint)
        {
            if (dtype is Dtype.Int64 || (dtype is Dtype.Int32 && from != Dtype.Float64))
                throw new DtypeMismatchException($"[convert_image_dtype] image {image.Describe()}: {from.TorchName} cannot hold all of "
                    + $"{dtype.TorchName}");
            using Tensor scaled = image.Mul(Brightest(dtype) + 1.0 - 1e-3);
            return scaled.To(dtype);
        }
        double source = Brightest(from) + 1.0, target = Brightest(dtype) + 1.0;
        if (source > target)
        {
            using Tensor divided = image.Div((long)(source / target), RoundingMode.Floor);
            return divided.To(dtype);
        }
        return image.To(dtype, copy: true).Mul_((long)(target / source));
    }

    /// <summary>The value of a white pixel.</summary>
    static long Brightest(Dtype dtype) => dtype switch
    {
        Dtype.UInt8 => byte.MaxValue,
        Dtype.Int8 => sbyte.MaxValue,
        Dtype.Int16 => short.MaxValue,
        Dtype.Int32 => int.MaxValue,
        Dtype.Int64 => long.MaxValue,
        _ => 1,
    };
}

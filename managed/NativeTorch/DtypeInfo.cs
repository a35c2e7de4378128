namespace NativeTorch;

/// <summary>What can be asked of a dtype.</summary>
public static class DtypeInfo
{
    extension(Dtype dtype)
    {
        /// <summary>Whether it is a floating dtype, the only ones that can have gradients.</summary>
        public bool IsFloatingPoint => dtype is Dtype.Float16 or Dtype.BFloat16 or Dtype.Float32 or Dtype.Float64;

        /// <summary>Bytes of one element.</summary>
        public int ItemSize => dtype switch
        {
            Dtype.Bool or Dtype.UInt8 or Dtype.Int8 => 1,
            Dtype.Int16 or Dtype.Float16 or Dtype.BFloat16 => 2,
            Dtype.Int32 or Dtype.Float32 => 4,
            Dtype.Int64 or Dtype.Float64 => 8,
            _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, null),
        };

        /// <summary>The distance from 1 to the next larger number of a floating dtype. PyTorch: <c>torch.finfo(dtype).eps</c>.</summary>
        /// <exception cref="DtypeMismatchException">It is not a floating dtype.</exception>
        public double Epsilon => dtype switch
        {
            Dtype.Float16 => 1.0 / (1 << 10),
            Dtype.BFloat16 => 1.0 / (1 << 7),
            Dtype.Float32 => 1.0 / (1 << 23),
            Dtype.Float64 => 1.0 / (1L << 52),
            _ => throw new DtypeMismatchException($"{dtype.TorchName} is not a floating dtype: it has no epsilon."),
        };

        /// <summary>PyTorch's name without its module, for example "float32".</summary>
        public string TorchName => dtype.ToString().ToLowerInvariant();

        /// <summary>The dtype whose elements are C#'s <typeparamref name="T"/>.</summary>
        /// <exception cref="DtypeMismatchException">There is none.</exception>
        public static Dtype Of<T>() where T : unmanaged =>
            typeof(T) == typeof(float) ? Dtype.Float32
            : typeof(T) == typeof(double) ? Dtype.Float64
            : typeof(T) == typeof(long) ? Dtype.Int64
            : typeof(T) == typeof(int) ? Dtype.Int32
            : typeof(T) == typeof(bool) ? Dtype.Bool
            : typeof(T) == typeof(byte) ? Dtype.UInt8
            : typeof(T) == typeof(sbyte) ? Dtype.Int8
            : typeof(T) == typeof(short) ? Dtype.Int16
            : typeof(T) == typeof(Half) ? Dtype.Float16
            : throw new DtypeMismatchException($"No dtype has elements of the C# type {typeof(T).Name}.");
    }
}

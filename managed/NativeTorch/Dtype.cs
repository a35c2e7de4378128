namespace NativeTorch;

/// <summary>The type of a tensor's elements.</summary>
/// <remarks>PyTorch: <c>torch.dtype</c>.</remarks>
public enum Dtype
{
    /// <summary>Truth values, a byte each; C#'s <see cref="bool"/>.</summary>
    Bool = 0,

    /// <summary>8-bit integers from 0 to 255; C#'s <see cref="byte"/>.</summary>
    UInt8 = 1,

    /// <summary>8-bit integers from -128 to 127; C#'s <see cref="sbyte"/>.</summary>
    Int8 = 2,

    /// <summary>16-bit integers; C#'s <see cref="short"/>.</summary>
    Int16 = 3,

    /// <summary>32-bit integers; C#'s <see cref="int"/>.</summary>
    Int32 = 4,

    /// <summary>64-bit integers, the dtype of indices; C#'s <see cref="long"/>.</summary>
    Int64 = 5,

    /// <summary>IEEE half precision: 11 bits of precision, up to 65,504; C#'s <see cref="Half"/>.</summary>
    Float16 = 6,

    /// <summary>The upper half of a float32: 8 bits of precision with float32's range. C# has no such type.</summary>
    BFloat16 = 7,

    /// <summary>IEEE single precision, the default; C#'s <see cref="float"/>.</summary>
    Float32 = 8,

    /// <summary>IEEE double precision; C#'s <see cref="double"/>.</summary>
    Float64 = 9,
}

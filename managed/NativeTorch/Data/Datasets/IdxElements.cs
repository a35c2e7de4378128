using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NativeTorch.Data;

/// <summary>The content of an idx file.</summary>
/// <param name="Data">The elements, big-endian.</param>
/// <param name="Dtype">Their type.</param>
/// <param name="Shape">The file's sizes.</param>
readonly record struct IdxElements(byte[] Data, Dtype Dtype, long[] Shape)
{
    /// <summary>A tensor of them, once: <see cref="Data"/> has this machine's byte order afterwards.</summary>
    public Tensor ToTensor() => Dtype switch
    {
        Dtype.UInt8 => Torch.Tensor(Data.AsSpan(), Shape),
        Dtype.Int8 => Torch.Tensor(MemoryMarshal.Cast<byte, sbyte>(Data), Shape),
        Dtype.Int16 => Torch.Tensor(Native16(), Shape),
        Dtype.Int32 => Torch.Tensor(Native32(), Shape),
        Dtype.Float32 => Torch.Tensor(MemoryMarshal.Cast<int, float>(Native32()), Shape),
        _ => Torch.Tensor(MemoryMarshal.Cast<long, double>(Native64()), Shape),
    };

    Span<short> Native16()
    {
        Span<short> items = MemoryMarshal.Cast<byte, short>(Data.AsSpan());
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(items, items);
        return items;
    }

    Span<int> Native32()
    {
        Span<int> items = MemoryMarshal.Cast<byte, int>(Data.AsSpan());
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(items, items);
        return items;
    }

    Span<long> Native64()
    {
        Span<long> items = MemoryMarshal.Cast<byte, long>(Data.AsSpan());
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(items, items);
        return items;
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace NativeTorch.Logging;

/// <summary>
/// TensorFlow's records, of which an event file is made: the length as 64 bits, its checksum, the bytes, their checksum, all
/// little-endian. The checksum is a masked CRC-32C.
/// </summary>
static class EventRecord
{
    /// <summary>What comes before the bytes: length and checksum.</summary>
    public const int HeaderSize = sizeof(ulong) + sizeof(uint);

    /// <summary>The checksum behind the bytes.</summary>
    public const int FooterSize = sizeof(uint);

    const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes a record.</summary>
    public static void Write(Stream to, ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[HeaderSize], footer = stackalloc byte[FooterSize];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ulong)..], Checksum(header[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Checksum(bytes));
        to.Write(header);
        to.Write(bytes);
        to.Write(footer);
    }

    /// <summary>CRC-32C, rotated and moved, so that the checksum of bytes that hold checksums is none of a special kind.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}

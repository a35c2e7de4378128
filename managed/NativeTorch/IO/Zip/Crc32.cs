using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NativeTorch.IO.Zip;

/// <summary>The checksum of zip, gzip and PNG: the remainder of the data, bits in reflected order, by the polynomial
/// 0x04C11DB7.</summary>
static class Crc32
{
    const uint Polynomial = 0xEDB88320; // 0x04C11DB7 with its bits reversed

    // x^n mod P, reflected and shifted by one, for n = 4*128+32, 4*128-32, 128+32, 128-32: what 16 bytes weigh 64 or 16 bytes later.
    static readonly Vector128<ulong> by64 = Vector128.Create(0x154442BD4UL, 0x1C6E41596UL);
    static readonly Vector128<ulong> by16 = Vector128.Create(0x1751997D0UL, 0x0CCAA009EUL);

    static readonly uint[] tables = Tables();

    /// <summary>The checksum of what <paramref name="crc"/> is the checksum of, followed by <paramref name="data"/>; 0 to begin
    /// with.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && data.Length >= 128)
        {
            int folded = data.Length & ~15;
            crc = Fold(crc, data[..folded]);
            data = data[folded..];
        }
        return ~ByTable(crc, data);
    }

    /// <summary>Carries 64 bytes at a time over the next 64 by carry-less products, until 16 are left that have the same
    /// remainder as all.</summary>
    static uint Fold(uint crc, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<Vector128<ulong>> blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        Vector128<ulong> a = blocks[0] ^ Vector128.CreateScalar((ulong)crc), b = blocks[1], c = blocks[2], d = blocks[3];
        int i = 4;
        for (; i + 4 <= blocks.Length; i += 4)
        {
            a = Carry(a, by64) ^ blocks[i];
            b = Carry(b, by64) ^ blocks[i + 1];
            c = Carry(c, by64) ^ blocks[i + 2];
            d = Carry(d, by64) ^ blocks[i + 3];
        }
        a = Carry(a, by16) ^ b;
        a = Carry(a, by16) ^ c;
        a = Carry(a, by16) ^ d;
        for (; i < blocks.Length; i++)
            a = Carry(a, by16) ^ blocks[i];
        return ByTable(0, MemoryMarshal.AsBytes(new ReadOnlySpan<Vector128<ulong>>(ref a)));
    }

    static Vector128<ulong> Carry(Vector128<ulong> x, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(x, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, by, 0x11);

    /// <summary>Eight bytes at a time: tables[256 * k + b] is the remainder of b with k zero bytes behind it.</summary>
    static uint ByTable(uint crc, ReadOnlySpan<byte> data)
    {
        uint[] t = tables;
        for (; data.Length >= 8; data = data[8..])
        {
            ulong x = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ crc;
            crc = t[0x700 + (byte)x] ^ t[0x600 + (byte)(x >> 8)] ^ t[0x500 + (byte)(x >> 16)] ^ t[0x400 + (byte)(x >> 24)]
                ^ t[0x300 + (byte)(x >> 32)] ^ t[0x200 + (byte)(x >> 40)] ^ t[0x100 + (byte)(x >> 48)] ^ t[(byte)(x >> 56)];
        }
        foreach (byte b in data)
            crc = t[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    static uint[] Tables()
    {
        var t = new uint[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            uint crc = b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            t[b] = crc;
        }
        for (int i = 256; i < t.Length; i++)
            t[i] = t[(byte)t[i - 256]] ^ (t[i - 256] >> 8);
        return t;
    }
}

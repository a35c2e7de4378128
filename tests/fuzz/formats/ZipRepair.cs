using System.Buffers.Binary;
using System.IO.Compression;
using NativeTorch.IO.Zip;

namespace NativeTorch.FormatFuzz;

/// <summary>Gives the entries of a damaged zip archive checksums that are right, so that what is behind the checksums meets the
/// damage.</summary>
static class ZipRepair
{
    const int Header = 46, MostBytes = 1 << 20;

    public static byte[] Checksums(byte[] file)
    {
        for (int at = 0; (at = Next(file, at)) >= 0; at += Header)
            if (Content(file, file.AsSpan(at)) is { } content)
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 16), Crc32.Append(0, content));
        return file;
    }

    static int Next(byte[] file, int from)
    {
        int found = from > file.Length ? -1 : file.AsSpan(from).IndexOf("PK\u0001\u0002"u8);
        return found < 0 || from + found > file.Length - Header ? -1 : from + found;
    }

    /// <summary>What the entry of a directory holds; null where it cannot be read.</summary>
    static byte[]? Content(byte[] file, ReadOnlySpan<byte> entry)
    {
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), local = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        if (local + ZipDirectory.LocalHeader > file.Length)
            return null;
        ReadOnlySpan<byte> header = file.AsSpan((int)local);
        long begin = local + ZipDirectory.LocalHeader + BinaryPrimitives.ReadUInt16LittleEndian(header[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (begin + packed > file.Length)
            return null;
        byte[] content = file[(int)begin..(int)(begin + packed)];
        return BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]) switch
        {
            ZipEntry.Stored => content,
            ZipEntry.Deflated => Inflate(content, BinaryPrimitives.ReadUInt32LittleEndian(entry[24..])),
            _ => null,
        };
    }

    static byte[]? Inflate(byte[] packed, long size)
    {
        if (size > MostBytes)
            return null;
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            var content = new byte[size];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }
}

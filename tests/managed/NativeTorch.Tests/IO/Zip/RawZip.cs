using System.IO.Compression;
using System.Text;
using NativeTorch.IO.Zip;

namespace NativeTorch.Tests.IO.Zip;

/// <summary>Writes zip archives, also ones that lie: what an entry says of itself and what it holds are given apart.</summary>
static class RawZip
{
    public sealed record Entry(string Name, byte[] Content)
    {
        public int Method { get; init; } = ZipEntry.Stored;
        public int Flags { get; init; } = 1 << 11; // names in UTF-8
        public uint? Crc { get; init; }
        public long? Size { get; init; }
        public long? Packed { get; init; }
        public long? Header { get; init; }
        public bool Is64 { get; init; }
        public int UnixMode { get; init; }
    }

    public static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
            deflate.Write(content);
        return packed.ToArray();
    }

    public static byte[] Write(params Entry[] entries)
    {
        var file = new MemoryStream();
        var directory = new MemoryStream();
        foreach (Entry entry in entries)
        {
            byte[] name = Encoding.UTF8.GetBytes(entry.Name);
            byte[] packed = entry.Method == ZipEntry.Deflated ? Deflate(entry.Content) : entry.Content;
            uint crc = entry.Crc ?? Crc32.Append(0, entry.Content);
            long size = entry.Size ?? entry.Content.Length, packedSize = entry.Packed ?? packed.Length;
            long header = entry.Header ?? file.Position;
            byte[] extra = entry.Is64 ? [1, 0, 24, 0, .. I64(size), .. I64(packedSize), .. I64(header)] : [];
            uint Short(long number) => entry.Is64 ? uint.MaxValue : (uint)number;
            Put(file, [0x50, 0x4B, 3, 4], U16(20), U16(entry.Flags), U16(entry.Method), U32(0), U32(crc), U32(Short(packedSize)),
                U32(Short(size)), U16(name.Length), U16(0), name, packed);
            Put(directory, [0x50, 0x4B, 1, 2], U16(entry.UnixMode == 0 ? 20 : 3 << 8 | 20), U16(20), U16(entry.Flags), U16(entry.Method),
                U32(0), U32(crc), U32(Short(packedSize)), U32(Short(size)), U16(name.Length), U16(extra.Length), U16(0), U16(0), U16(0),
                U32((uint)entry.UnixMode << 16), U32(Short(header)), name, extra);
        }
        long begin = file.Position;
        Put(file, directory.ToArray());
        if (entries.Any(entry => entry.Is64))
        {
            long end = file.Position;
            Put(file, [0x50, 0x4B, 6, 6], I64(44), U16(45), U16(45), U32(0), U32(0), I64(entries.Length), I64(entries.Length),
                I64(directory.Length), I64(begin));
            Put(file, [0x50, 0x4B, 6, 7], U32(0), I64(end), U32(1));
        }
        Put(file, [0x50, 0x4B, 5, 6], U16(0), U16(0), U16(entries.Length), U16(entries.Length), U32((uint)directory.Length),
            U32((uint)begin), U16(0));
        return file.ToArray();
    }

    static void Put(Stream stream, params byte[][] parts)
    {
        foreach (byte[] part in parts)
            stream.Write(part);
    }

    static byte[] U16(int number) => BitConverter.GetBytes((ushort)number);

    static byte[] U32(uint number) => BitConverter.GetBytes(number);

    static byte[] I64(long number) => BitConverter.GetBytes(number);
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NativeTorch.Tests.Data;

/// <summary>A reader of PNG files of eight bits a channel, by the letter of the format, for what we write.</summary>
static class PlainPng
{
    public sealed record Picture(int Width, int Height, int Channels, byte[] Pixels, byte[] Filters, int DataChunks);

    public static Picture Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string Kind, byte[] Data)>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(Crc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }
        Assert.Equal("IHDR", chunks[0].Kind);
        Assert.Equal(("IEND", 0), (chunks[^1].Kind, chunks[^1].Data.Length));
        byte[] header = chunks[0].Data;
        Assert.Equal(8, header[8]);
        Assert.Equal([0, 0, 0], header[10..]);
        int channels = header[9] switch { 0 => 1, 4 => 2, 2 => 3, 6 => 4, _ => throw new FormatException() };
        byte[][] data = [.. chunks.Where(chunk => chunk.Kind == "IDAT").Select(chunk => chunk.Data)];
        return Unfilter(Inflate([.. data.SelectMany(bytes => bytes)]), BinaryPrimitives.ReadInt32BigEndian(header),
            BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), channels, data.Length);
    }

    static byte[] Inflate(byte[] data)
    {
        using var stream = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    static Picture Unfilter(byte[] rows, int width, int height, int channels, int chunks)
    {
        int bytes = width * channels;
        Assert.Equal(height * (bytes + 1), rows.Length);
        var pixels = new byte[height * bytes];
        var filters = new byte[height];
        for (int y = 0; y < height; y++)
        {
            filters[y] = rows[y * (bytes + 1)];
            for (int x = 0; x < bytes; x++)
            {
                int a = x < channels ? 0 : pixels[y * bytes + x - channels], b = y == 0 ? 0 : pixels[(y - 1) * bytes + x];
                int c = x < channels || y == 0 ? 0 : pixels[(y - 1) * bytes + x - channels], p = a + b - c;
                int[] nearest = [.. new[] { a, b, c }.OrderBy(n => Math.Abs(p - n))]; // a stable order, as the format wants it
                int guess = filters[y] switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest[0], _ => throw new FormatException() };
                pixels[y * bytes + x] = (byte)(rows[y * (bytes + 1) + 1 + x] + guess);
            }
        }
        return new Picture(width, height, channels, pixels, filters, chunks);
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}

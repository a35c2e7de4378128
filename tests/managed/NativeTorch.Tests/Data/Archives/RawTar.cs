using System.IO.Compression;
using System.Text;

namespace NativeTorch.Tests.Data;

/// <summary>Writes tar archives, also ones that lie.</summary>
static class RawTar
{
    public sealed record Entry(string Name, byte[] Content)
    {
        public char Kind { get; init; } = '0';
        public string Link { get; init; } = "";
        public string? Size { get; init; }
        public string? Checksum { get; init; }
    }

    public static byte[] Write(params Entry[] entries) => [.. entries.SelectMany(Bytes), .. new byte[1024]];

    public static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        using var file = new MemoryStream();
        using (var stream = new GZipStream(file, CompressionLevel.SmallestSize))
            stream.Write(content);
        return file.ToArray();
    }

    public static byte[] Bytes(Entry entry)
    {
        var header = new byte[512];
        Put(header, 0, entry.Name);
        Put(header, 100, "0000644\0");
        Put(header, 124, entry.Size ?? Convert.ToString(entry.Content.Length, 8).PadLeft(11, '0'));
        header[156] = (byte)entry.Kind;
        Put(header, 157, entry.Link);
        Put(header, 257, "ustar\0" + "00");
        header.AsSpan(148, 8).Fill((byte)' ');
        Put(header, 148, entry.Checksum ?? Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0");
        return [.. header, .. entry.Content, .. new byte[(512 - entry.Content.Length % 512) % 512]];
    }

    static void Put(byte[] header, int at, string text) => Encoding.UTF8.GetBytes(text).CopyTo(header, at);
}

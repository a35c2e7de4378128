using System.IO.Compression;

namespace NativeTorch.Data;

enum ArchiveKind { Zip, Tar, TarGzip, Gzip }

/// <summary>Tells what an archive is by its first bytes.</summary>
static class ArchiveKinds
{
    public static ArchiveKind Of(string path)
    {
        Span<byte> start = stackalloc byte[TarHeader.Bytes];
        int length;
        using (FileStream file = File.OpenRead(path))
            length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start is [(byte)'P', (byte)'K', 3 or 5, ..])
            return ArchiveKind.Zip;
        if (length >= 2 && start is [0x1F, 0x8B, ..])
            return IsNamed(path, ".tar.gz", ".tgz") || BeginsWithTar(path) ? ArchiveKind.TarGzip : ArchiveKind.Gzip;
        if ((length == start.Length && TarHeader.HasChecksum(start)) || IsNamed(path, ".tar"))
            return ArchiveKind.Tar;
        throw new DatasetFormatException(path, "a zip, tar, tar.gz or gz archive",
            length == 0 ? "an empty file" : $"a file that begins with 0x{Convert.ToHexStringLower(start[..Math.Min(8, length)])}");
    }

    /// <summary>The decompressed content. Reading it throws <see cref="DatasetFormatException"/> where the data is damaged.</summary>
    public static Stream Decompress(string path) => new GzipContent(path);

    static bool BeginsWithTar(string path)
    {
        var start = new byte[TarHeader.Bytes];
        using Stream content = Decompress(path);
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && TarHeader.HasChecksum(start);
    }

    static bool IsNamed(string path, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}

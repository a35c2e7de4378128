namespace NativeTorch.IO.Zip;

/// <summary>One file in a zip archive, as the central directory tells of it.</summary>
/// <param name="Name">Its name: relative, with '/', and never with "..".</param>
/// <param name="Method">0: stored; 8: deflated; others are refused when the entry is read.</param>
/// <param name="Crc">The checksum of the content.</param>
/// <param name="CompressedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
sealed record ZipEntry(string Name, int Method, uint Crc, long CompressedSize, long Size, long HeaderOffset)
{
    public const int Stored = 0, Deflated = 8;
}

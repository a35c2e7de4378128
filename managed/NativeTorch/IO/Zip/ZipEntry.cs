namespace NativeTorch.IO.Zip;

/// <summary>One file in a zip archive, as the central directory tells of it.</summary>
/// <param name="Name">Its name: relative, with '/', and never with "..".</param>
/// <param name="Method">0: stored; 8: deflated; others are refused when the entry is read.</param>
/// <param name="Crc">The checksum of the content.</param>
/// <param name="CompressedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
/// <param name="UnixMode">What kind of file it was on Unix, and its permissions; 0 where it is from another system.</param>
sealed record ZipEntry(string Name, int Method, uint Crc, long CompressedSize, long Size, long HeaderOffset, int UnixMode)
{
    public const int Stored = 0, Deflated = 8;

    const int UnixKind = 0xF000, UnixFile = 0x8000, UnixFolder = 0x4000;

    /// <summary>Whether it is a link, a device or a pipe, and no file or folder.</summary>
    public bool IsSpecial => (UnixMode & UnixKind) is not (0 or UnixFile or UnixFolder);
}

using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace NativeTorch.IO.Zip;

/// <summary>Reads a zip archive that nobody vouches for: all sizes are checked against the file before anything is allocated,
/// names may neither repeat nor lead out of a folder, entries may not overlap, and a content is compared with its
/// checksum.</summary>
/// <remarks>Any number of threads may read at a time.</remarks>
sealed class ZipReader : IDisposable
{
    /// <summary>By default the entries may have this many bytes in all, or <see cref="UsualRatio"/> times the file's.</summary>
    const long UsualBytes = 1 << 30, UsualRatio = 64;

    readonly Dictionary<string, ZipEntry> byName;

    ZipReader(string path, SafeFileHandle file, long length, IReadOnlyList<ZipEntry> entries)
    {
        (Path, File, Length, Entries) = (path, file, length, entries);
        byName = entries.ToDictionary(entry => entry.Name);
    }

    public string Path { get; }

    public SafeFileHandle File { get; }

    /// <summary>The archive's size in bytes.</summary>
    public long Length { get; }

    /// <summary>In the order of the directory.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Opens an archive and reads its directory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">How many bytes the entries may have in all, unpacked; by default 1 GiB, or 64 times the file's
    /// size.</param>
    /// <exception cref="CheckpointFormatException">It is no whole archive, or one that is not to be trusted.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ZipReader Open(string path, long? maxBytes = null)
    {
        SafeFileHandle file = System.IO.File.OpenHandle(path);
        try
        {
            long length = RandomAccess.GetLength(file);
            List<ZipEntry> entries = ZipDirectory.Read(path, file, length);
            long most = maxBytes ?? Math.Max(UsualBytes, length * UsualRatio);
            Int128 bytes = 0;
            foreach (ZipEntry entry in entries)
                bytes += entry.Size;
            return bytes <= most ? new ZipReader(path, file, length, entries) : throw new CheckpointFormatException(path,
                $"the entries have {bytes} bytes in a file of {length}; at most {most} are taken, unless maxBytes says otherwise");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The entry of that name; null where there is none.</summary>
    public ZipEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Where the entry's bytes begin in the file: behind its local header, which must be that of the entry.</summary>
    public long ContentOffset(ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[ZipDirectory.LocalHeader];
        if (entry.HeaderOffset > Length - header.Length || RandomAccess.Read(File, header, entry.HeaderOffset) < header.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(header) != ZipDirectory.LocalSignature)
            throw Wrong(entry, $"has no header at {entry.HeaderOffset}");
        long begin = entry.HeaderOffset + header.Length + BinaryPrimitives.ReadUInt16LittleEndian(header[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return begin <= Length - entry.CompressedSize ? begin
            : throw Wrong(entry, $"of {entry.CompressedSize} bytes begins at {begin} in a file of {Length}");
    }

    /// <summary>The content as a stream that ends after <see cref="ZipEntry.Size"/> bytes; whoever reads the last one has it
    /// compared with the checksum.</summary>
    public Stream OpenRead(ZipEntry entry)
    {
        if (entry.Size == 0 && entry.Crc != 0)
            throw Wrong(entry, $"is empty, and the archive says that its checksum is {entry.Crc:x8}");
        var section = new FileSection(File, ContentOffset(entry), entry.CompressedSize);
        return new ZipEntryStream(this, entry, entry.Method switch
        {
            ZipEntry.Stored => section,
            ZipEntry.Deflated => new DeflateStream(section, CompressionMode.Decompress),
            _ => throw Wrong(entry, $"is packed by method {entry.Method}; only stored (0) and deflated (8) ones are read"),
        });
    }

    /// <summary>The whole content.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="maxBytes">The most that such an entry may have.</param>
    public byte[] ReadAll(ZipEntry entry, int maxBytes)
    {
        if (entry.Size > maxBytes)
            throw Wrong(entry, $"has {entry.Size} bytes; at most {maxBytes} are taken");
        using Stream stream = OpenRead(entry);
        var content = new byte[entry.Size];
        stream.ReadExactly(content);
        return content;
    }

    public CheckpointFormatException Wrong(ZipEntry entry, string problem, Exception? inner = null) =>
        new(Path, $"\"{entry.Name}\" {problem}", inner);

    public void Dispose() => File.Dispose();
}

using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NativeTorch.IO.Zip;

/// <summary>Reads the central directory at an archive's end, with zip64's fields where it has them.</summary>
static class ZipDirectory
{
    public const int LocalHeader = 30;
    public const uint LocalSignature = 0x04034B50, EntrySignature = 0x02014B50, EndSignature = 0x06054B50, End64Signature = 0x06064B50,
        Locator64Signature = 0x07064B50;

    const int EntryHeader = 46, End = 22, End64 = 56, Locator64 = 20, LongestComment = ushort.MaxValue;
    const int Encrypted = 1, Unix = 3, DeflatesBest = 1032; // deflate makes at most 258 bytes of two bits

    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static List<ZipEntry> Read(string path, SafeFileHandle file, long length)
    {
        CheckpointFormatException Wrong(string problem, Exception? inner = null) => new(path, problem, inner);
        (long begin, long bytes, long count) = ReadEnd(file, length, Wrong);
        if (begin < 0 || bytes < 0 || begin > length - bytes || bytes > Array.MaxLength || count < 0 || count > bytes / EntryHeader)
            throw Wrong($"a directory of {count} entries and {bytes} bytes at {begin} in a file of {length}");
        var directory = new byte[bytes];
        ReadAt(file, directory, begin, Wrong);
        var entries = new List<ZipEntry>((int)count);
        var names = new HashSet<string>();
        ReadOnlySpan<byte> rest = directory;
        for (long i = 0; i < count; i++)
        {
            ZipEntry entry = ReadEntry(ref rest, begin, Wrong);
            if (!names.Add(entry.Name))
                throw Wrong($"\"{entry.Name}\" is there twice");
            entries.Add(entry);
        }
        ExpectApart(entries, begin, Wrong);
        return entries;
    }

    /// <summary>Where the directory begins, its bytes, and its entries.</summary>
    static (long Begin, long Bytes, long Count) ReadEnd(SafeFileHandle file, long length,
        Func<string, Exception?, CheckpointFormatException> wrong)
    {
        var tail = new byte[Math.Min(length, End + LongestComment)];
        ReadAt(file, tail, length - tail.Length, wrong);
        for (int at = tail.Length - End; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (U32(end, 0) != EndSignature || U16(end, 20) != end.Length - End)
                continue;
            if (U16(end, 4) is not (0 or ushort.MaxValue))
                throw wrong("the archive has several parts", null);
            long place = length - tail.Length + at;
            return ReadEnd64(file, place, wrong) ?? (U32(end, 16), U32(end, 12), U16(end, 10));
        }
        throw wrong("it has no zip archive's end: it is truncated, or something else", null);
    }

    static (long Begin, long Bytes, long Count)? ReadEnd64(SafeFileHandle file, long end,
        Func<string, Exception?, CheckpointFormatException> wrong)
    {
        if (end < Locator64)
            return null;
        Span<byte> locator = stackalloc byte[Locator64], end64 = stackalloc byte[End64];
        ReadAt(file, locator, end - Locator64, wrong);
        if (U32(locator, 0) != Locator64Signature)
            return null;
        long place = I64(locator, 8);
        if (place < 0 || place > end - Locator64 - End64)
            throw wrong($"a zip64 end at {place} in a file whose end is at {end}", null);
        ReadAt(file, end64, place, wrong);
        return U32(end64, 0) == End64Signature ? (I64(end64, 48), I64(end64, 40), I64(end64, 32))
            : throw wrong($"no zip64 end at {place}", null);
    }

    static ZipEntry ReadEntry(ref ReadOnlySpan<byte> rest, long directory, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        if (rest.Length < EntryHeader || U32(rest, 0) != EntrySignature)
            throw wrong("the directory ends before its last entry", null);
        int nameBytes = U16(rest, 28), extraBytes = U16(rest, 30), bytes = EntryHeader + nameBytes + extraBytes + U16(rest, 32);
        if (bytes > rest.Length)
            throw wrong("the directory ends within an entry", null);
        string name = Name(rest.Slice(EntryHeader, nameBytes), wrong);
        long size = U32(rest, 24), packed = U32(rest, 20), header = U32(rest, 42);
        ReadExtra(rest.Slice(EntryHeader + nameBytes, extraBytes), ref size, ref packed, ref header);
        int method = U16(rest, 10);
        if ((U16(rest, 8) & Encrypted) != 0)
            throw wrong($"\"{name}\" is encrypted", null);
        if (header < 0 || packed < 0 || size < 0 || header > directory - LocalHeader || packed > directory - LocalHeader - header)
            throw wrong($"\"{name}\" of {packed} bytes is said to be at {header}, and the directory begins at {directory}", null);
        if (method == ZipEntry.Stored ? size != packed : size > (Int128)packed * DeflatesBest)
            throw wrong($"\"{name}\" is said to be {size} bytes in {packed}", null);
        var entry = new ZipEntry(name, method, U32(rest, 16), packed, size, header, rest[5] == Unix ? U16(rest, 40) : 0);
        rest = rest[bytes..];
        return entry;
    }

    /// <summary>Zip64's numbers stand in for those that are all ones, in this order.</summary>
    static void ReadExtra(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), bytes = Math.Min(U16(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, bytes);
            extra = extra[(4 + bytes)..];
            if (id != 1)
                continue;
            Take(ref field, ref size);
            Take(ref field, ref packed);
            Take(ref field, ref header);
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long number)
        {
            if (number != uint.MaxValue || field.Length < 8)
                return;
            number = I64(field, 0);
            field = field[8..];
        }
    }

    static string Name(ReadOnlySpan<byte> bytes, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        string name;
        try
        {
            name = utf8.GetString(bytes);
        }
        catch (ArgumentException e)
        {
            throw wrong($"a name of the bytes {Convert.ToHexStringLower(bytes)} is no UTF-8", e);
        }
        return RelativePath.IsSafe(name) ? name : throw wrong($"the name \"{name}\" leads out of the archive", null);
    }

    /// <summary>No byte belongs to two entries, so that all of them unpacked are no more than the file allows.</summary>
    static void ExpectApart(List<ZipEntry> entries, long directory, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        long end = 0;
        ZipEntry? before = null;
        foreach (ZipEntry entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < end)
                throw wrong($"\"{entry.Name}\" at {entry.HeaderOffset} begins within \"{before!.Name}\"", null);
            end = entry.HeaderOffset + LocalHeader + utf8.GetByteCount(entry.Name) + entry.CompressedSize;
            before = entry;
        }
        if (end > directory)
            throw wrong($"\"{before!.Name}\" ends at {end}, and the directory begins at {directory}", null);
    }

    static void ReadAt(SafeFileHandle file, Span<byte> bytes, long at, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, at);
            if (read == 0)
                throw wrong($"the file ends at {at}", null);
            bytes = bytes[read..];
            at += read;
        }
    }

    static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}

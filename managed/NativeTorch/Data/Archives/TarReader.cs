using System.Globalization;

namespace NativeTorch.Data;

/// <summary>Goes through a tar archive that nobody vouches for. (.NET's own reader allocates what a header says, up to 2 GB.)</summary>
/// <remarks>Read are ustar, GNU's long names, and pax headers' paths and sizes.</remarks>
sealed class TarReader(Stream archive, string path)
{
    const int LongestExtension = 1 << 16;

    readonly byte[] block = new byte[TarHeader.Bytes];
    long left, padding; // of the entry that is being read

    /// <summary>What the entry is: '0' for files, '5' for folders, others as in ustar.</summary>
    public char Kind { get; private set; }

    /// <summary>The name as the archive has it: nobody has checked it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The bytes of the content.</summary>
    public long Size { get; private set; }

    /// <summary>Whether an entry is one of a file's content.</summary>
    public bool IsFile => Kind is '0' or '\0' or '7' && !IsFolder;

    /// <summary>Whether an entry is a folder: old archives have only the '/' for it.</summary>
    public bool IsFolder => Kind == '5' || (Kind is '0' or '\0' && Name.EndsWith('/'));

    /// <summary>The content of the entry, to be read before <see cref="Next"/>.</summary>
    public Stream Content => new EntryContent(this);

    /// <summary>Goes to the next entry; false at the archive's end.</summary>
    /// <exception cref="DatasetFormatException">There is something else than an entry.</exception>
    public bool Next()
    {
        string? longName = null;
        long? longSize = null;
        while (true)
        {
            Skip(left + padding);
            Fill(block, "the next entry");
            var header = new TarHeader(block);
            if (header.IsEmpty)
                return false;
            ReadHeader(header);
            switch (Kind)
            {
                case 'x':
                    ReadPax(Extension(), ref longName, ref longSize);
                    break;
                case 'L':
                    longName = Decode(Extension());
                    break;
                case 'g' or 'K': // of all entries, in which nothing is of use here; of a link, which is refused anyway
                    break;
                default:
                    Name = longName ?? Name;
                    if (longSize is { } size)
                        SetSize(size);
                    return true;
            }
        }
    }

    void ReadHeader(TarHeader header)
    {
        if (!TarHeader.HasChecksum(block))
            throw Wrong("a tar header with its checksum", $"something else behind \"{Name}\"");
        try
        {
            (Kind, Name) = (header.Kind, header.Name);
        }
        catch (ArgumentException e)
        {
            throw Wrong("names in UTF-8", $"the bytes 0x{Convert.ToHexStringLower(block.AsSpan(0, 100)).TrimEnd('0')}", e);
        }
        SetSize(header.Size ?? throw Wrong($"the size of \"{Name}\"", "no number"));
    }

    void SetSize(long size) =>
        (Size, left, padding) = (size, size, (TarHeader.Bytes - size % TarHeader.Bytes) % TarHeader.Bytes);

    /// <summary>The content of a header that belongs to the next one.</summary>
    byte[] Extension()
    {
        if (Size > LongestExtension)
            throw Wrong($"headers of at most {LongestExtension} bytes", $"one of {Size}");
        var content = new byte[Size];
        Fill(content, "a header");
        left = 0;
        return content;
    }

    string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return TarHeader.Text(bytes);
        }
        catch (ArgumentException e)
        {
            throw Wrong("names in UTF-8", $"other bytes behind \"{Name}\"", e);
        }
    }

    /// <summary>Records of the form "LENGTH KEY=VALUE\n", where the length is that of the record.</summary>
    void ReadPax(ReadOnlySpan<byte> records, ref string? name, ref long? size)
    {
        while (records.Length > 0)
        {
            int blank = records.IndexOf((byte)' ');
            if (blank < 0 || !int.TryParse(records[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= blank + 1 || length > records.Length)
                throw Wrong("pax records with their length", $"something else behind \"{Name}\"");
            ReadOnlySpan<byte> record = records[(blank + 1)..(length - 1)];
            records = records[length..];
            if (record.StartsWith("path="u8))
                name = Decode(record[5..]);
            else if (record.StartsWith("size="u8))
                size = long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
                    : throw Wrong("a size in a pax header", "no number");
            else if (record.StartsWith("GNU.sparse."u8))
                throw Wrong("files without holes", "one in GNU's sparse format");
        }
    }

    void Fill(Span<byte> bytes, string what)
    {
        int read = archive.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw Wrong($"{what}, or an end of zeros", Name == "" ? "the file's end" : $"the file's end behind \"{Name}\"");
    }

    void Skip(long bytes)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (bytes > 0)
        {
            Span<byte> part = buffer[..(int)Math.Min(bytes, buffer.Length)];
            Fill(part, $"all {Size} bytes of \"{Name}\"");
            bytes -= part.Length;
        }
    }

    DatasetFormatException Wrong(string expected, string found, Exception? inner = null) => new(path, expected, found, inner);

    sealed class EntryContent(TarReader reader) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer = buffer[..(int)Math.Min(buffer.Length, reader.left)];
            int read = reader.ReadContent(buffer);
            if (read == 0 && buffer.Length > 0)
                throw reader.Wrong($"all {reader.Size} bytes of \"{reader.Name}\"", "the file's end");
            return read;
        }
    }

    int ReadContent(Span<byte> buffer)
    {
        int read = archive.Read(buffer);
        left -= read;
        return read;
    }
}

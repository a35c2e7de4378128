using System.Formats.Tar;
using System.IO.Compression;
using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

/// <summary>Unpacking of gzipped tar archives; what is damaged is the gzip file or, more often, the tar archive in it.</summary>
sealed class TarTarget : FuzzTarget
{
    const int Block = 512, Checksum = 148;

    public override string Name => "tar.gz";

    public override string Extension => ".tar.gz";

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (TarEntryFormat format in new[] { TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu })
            yield return Write(format);
        yield return Gzip(Write(TarEntryFormat.Ustar));
    }

    public override void Read(string path) => Archives.Unpack(path, Path.Combine(Path.GetDirectoryName(path)!, "out"), maxBytes: 1 << 20);

    public override bool Expects(Exception exception) => exception is DatasetFormatException;

    /// <summary>Headers get their checksums, and the archive is compressed.</summary>
    public override byte[] Repair(byte[] file)
    {
        if (file is [0x1F, 0x8B, ..])
            return file;
        for (int at = 0; at + Block <= file.Length; at += Block)
        {
            Span<byte> header = file.AsSpan(at, Block);
            if (!header.Slice(257, 5).SequenceEqual("ustar"u8))
                continue;
            header.Slice(Checksum, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte b in header)
                sum += b;
            for (int digit = 5; digit >= 0; digit--, sum >>= 3)
                header[Checksum + digit] = (byte)('0' + (sum & 7));
            header[Checksum + 6] = 0;
        }
        return Gzip(file);
    }

    static byte[] Write(TarEntryFormat format)
    {
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, format, leaveOpen: true))
        {
            tar.WriteEntry(Entry(format, "folder/", TarEntryType.Directory));
            string name = format == TarEntryFormat.Ustar ? "folder/file" : $"folder/{new string('n', 120)}";
            TarEntry entry = Entry(format, name, TarEntryType.RegularFile);
            entry.DataStream = new MemoryStream("what is in it"u8.ToArray());
            tar.WriteEntry(entry);
            tar.WriteEntry(Entry(format, "empty", TarEntryType.RegularFile));
        }
        return file.ToArray();
    }

    static TarEntry Entry(TarEntryFormat format, string name, TarEntryType type) => format switch
    {
        TarEntryFormat.Pax => new PaxTarEntry(type, name),
        TarEntryFormat.Gnu => new GnuTarEntry(type, name),
        _ => new UstarTarEntry(type, name),
    };

    static byte[] Gzip(byte[] content)
    {
        using var file = new MemoryStream();
        using (var stream = new GZipStream(file, CompressionLevel.Fastest))
            stream.Write(content);
        return file.ToArray();
    }
}

using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.IO.Zip;

/// <summary>Writes a zip archive of entries that are stored as they are, each content at a multiple of 64 bytes, so that who
/// maps the file into memory finds tensors aligned.</summary>
/// <param name="file">Where it is written, from the front to the back; checksums, which are known last, are filled in.</param>
/// <param name="zip64From">Numbers from here on are written in zip64's fields; another value than the format's own is for tests.</param>
sealed class ZipWriter(FileStream file, long zip64From = uint.MaxValue)
{
    const int Alignment = 64, Version = 20, Version64 = 45, Utf8Names = 1 << 11, FirstDay = 0x21; // 1 January 1980
    const ushort Id64 = 1, PaddingId = 0x4246; // "FB", as PyTorch pads

    readonly List<(byte[] Name, uint Crc, long Size, long Header)> entries = [];

    /// <summary>Writes an entry of exactly <paramref name="size"/> bytes.</summary>
    public void Write(string name, long size, Action<Stream> write)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        long header = file.Position;
        bool is64 = size >= zip64From;
        int end = (int)((header + ZipDirectory.LocalHeader + nameBytes.Length + (is64 ? 20 : 0) + 4) % Alignment);
        int padding = (Alignment - end) % Alignment;
        var fields = new Fields();
        fields.Add32(ZipDirectory.LocalSignature).Add16(is64 ? Version64 : Version);
        fields.Add16(Utf8Names).Add16(ZipEntry.Stored).Add16(0).Add16(FirstDay);
        fields.Add32(0).Add32(Short(size, is64)).Add32(Short(size, is64));
        fields.Add16(nameBytes.Length).Add16((is64 ? 20 : 0) + 4 + padding).Add(nameBytes);
        if (is64)
            fields.Add16(Id64).Add16(16).Add64(size).Add64(size);
        fields.Add16(PaddingId).Add16(padding).Add(new byte[padding]);
        file.Write(fields.Bytes);
        var content = new CrcStream(file);
        write(content);
        if (content.Length != size)
            throw new InvalidOperationException($"{content.Length} bytes were written for \"{name}\", and {size} were announced");
        long behind = file.Position;
        file.Position = header + 14;
        file.Write(new Fields().Add32(content.Crc).Bytes);
        file.Position = behind;
        entries.Add((nameBytes, content.Crc, size, header));
    }

    /// <summary>Writes the directory; nothing comes after it.</summary>
    public void Finish()
    {
        long begin = file.Position;
        foreach (var (name, crc, size, header) in entries)
        {
            bool big = size >= zip64From, far = header >= zip64From;
            int extra = (big ? 16 : 0) + (far ? 8 : 0);
            var fields = new Fields();
            int version = big || far ? Version64 : Version;
            fields.Add32(ZipDirectory.EntrySignature).Add16(version).Add16(version);
            fields.Add16(Utf8Names).Add16(ZipEntry.Stored).Add16(0).Add16(FirstDay);
            fields.Add32(crc).Add32(Short(size, big)).Add32(Short(size, big)).Add16(name.Length).Add16(extra > 0 ? extra + 4 : 0);
            fields.Add16(0).Add16(0).Add16(0).Add32(0).Add32(Short(header, far)).Add(name);
            if (extra > 0)
                fields.Add16(Id64).Add16(extra);
            if (big)
                fields.Add64(size).Add64(size);
            if (far)
                fields.Add64(header);
            file.Write(fields.Bytes);
        }
        WriteEnd(begin, file.Position - begin);
    }

    void WriteEnd(long begin, long bytes)
    {
        var fields = new Fields();
        bool many = entries.Count >= Math.Min(zip64From, ushort.MaxValue), is64 = many || begin >= zip64From || bytes >= zip64From;
        if (is64)
        {
            long end64 = file.Position;
            fields.Add32(ZipDirectory.End64Signature).Add64(44).Add16(Version64).Add16(Version64).Add32(0).Add32(0);
            fields.Add64(entries.Count).Add64(entries.Count).Add64(bytes).Add64(begin);
            fields.Add32(ZipDirectory.Locator64Signature).Add32(0).Add64(end64).Add32(1);
        }
        int count = is64 ? ushort.MaxValue : entries.Count;
        fields.Add32(ZipDirectory.EndSignature).Add16(0).Add16(0).Add16(count).Add16(count);
        fields.Add32(Short(bytes, is64)).Add32(Short(begin, is64)).Add16(0);
        file.Write(fields.Bytes);
    }

    static uint Short(long number, bool is64) => is64 ? uint.MaxValue : (uint)number;

    /// <summary>Little-endian numbers, one after the other.</summary>
    sealed class Fields
    {
        readonly List<byte> bytes = [];

        public byte[] Bytes => [.. bytes];

        public Fields Add(ReadOnlySpan<byte> more)
        {
            bytes.AddRange(more);
            return this;
        }

        public Fields Add16(int number) => Add([(byte)number, (byte)(number >> 8)]);

        public Fields Add32(uint number)
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(four, number);
            return Add(four);
        }

        public Fields Add64(long number)
        {
            Span<byte> eight = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(eight, number);
            return Add(eight);
        }
    }

    /// <summary>Passes bytes on, counts them and takes their checksum.</summary>
    sealed class CrcStream(Stream to) : Stream
    {
        const int Chunk = 1 << 18; // it is still in the cache when it is written

        long length;

        public uint Crc { get; private set; }

        public override long Length => length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Chunk, buffer.Length)..])
            {
                ReadOnlySpan<byte> part = buffer[..Math.Min(Chunk, buffer.Length)];
                Crc = Crc32.Append(Crc, part);
                to.Write(part);
                length += part.Length;
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

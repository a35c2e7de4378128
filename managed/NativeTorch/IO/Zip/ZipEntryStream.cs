namespace NativeTorch.IO.Zip;

/// <summary>The content of an entry: exactly its size, then its checksum, then the end; anything else is a
/// <see cref="CheckpointFormatException"/>.</summary>
sealed class ZipEntryStream(ZipReader archive, ZipEntry entry, Stream content) : Stream
{
    long at;
    uint crc;
    bool isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Size;

    public override long Position { get => at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, entry.Size - at)];
        try
        {
            int read = buffer.IsEmpty ? 0 : content.Read(buffer);
            if (read == 0 && !buffer.IsEmpty)
                throw archive.Wrong(entry, $"ends after {at} of its {entry.Size} bytes");
            crc = Crc32.Append(crc, buffer[..read]);
            at += read;
            if (at == entry.Size && !isChecked)
                Check();
            return read;
        }
        catch (InvalidDataException e)
        {
            throw archive.Wrong(entry, $"is no deflated data: {e.Message}", e);
        }
    }

    void Check()
    {
        isChecked = true;
        if (content.ReadByte() >= 0)
            throw archive.Wrong(entry, $"has more than its {entry.Size} bytes");
        if (crc != entry.Crc)
            throw archive.Wrong(entry, $"has the checksum {crc:x8}, and the archive says {entry.Crc:x8}");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => content.Dispose();
}

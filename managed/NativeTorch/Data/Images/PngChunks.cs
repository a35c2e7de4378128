using System.Buffers.Binary;
using NativeTorch.IO.Zip;

namespace NativeTorch.Data;

/// <summary>A stream whose bytes become the chunks of one kind of a PNG file: length, kind, bytes, CRC-32 of both.</summary>
sealed class PngChunks(Stream file, uint kind) : Stream
{
    const int ChunkSize = 1 << 16;

    readonly byte[] bytes = new byte[ChunkSize];
    int length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes one chunk.</summary>
    public static void Write(Stream file, uint kind, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[8], crc = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(head, bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], kind);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Append(Crc32.Append(0, head[4..]), bytes));
        file.Write(head);
        file.Write(bytes);
        file.Write(crc);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int part = Math.Min(buffer.Length, ChunkSize - length);
            buffer[..part].CopyTo(bytes.AsSpan(length));
            length += part;
            buffer = buffer[part..];
            if (length == ChunkSize)
                WriteChunk();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing: a chunk ends when it is full, or with the stream.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && length > 0)
            WriteChunk();
        base.Dispose(disposing);
    }

    void WriteChunk()
    {
        Write(file, kind, bytes.AsSpan(0, length));
        length = 0;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using NativeTorch.IO.Zip;

namespace NativeTorch.Data;

/// <summary>What a gzip file holds; damage is a <see cref="DatasetFormatException"/> that names the file.</summary>
/// <remarks>.NET's stream ends without a word where the file ends too early, so the checksum and the length at the file's end are compared here. A
/// file of several gzip files one behind another, which only few programs write, is refused by that.</remarks>
sealed class GzipContent : ReadOnlyStream
{
    const int Trailer = 8; // checksum and length

    readonly string path;
    readonly GZipStream stream;
    readonly byte[] trailer = new byte[Trailer];
    uint crc, length;

    public GzipContent(string path)
    {
        this.path = path;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        if (file.Length >= Trailer)
        {
            file.Position = file.Length - Trailer;
            file.ReadExactly(trailer);
            file.Position = 0;
        }
        stream = new(file, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = stream.Read(buffer);
            crc = Crc32.Append(crc, buffer[..read]);
            length += (uint)read;
            if (read == 0 && buffer.Length > 0)
                CheckEnd();
            return read;
        }
        catch (InvalidDataException e)
        {
            throw new DatasetFormatException(path, "gzip data", $"something else ({e.Message})", e);
        }
    }

    void CheckEnd()
    {
        uint saidCrc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        uint saidLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4));
        if (crc != saidCrc || length != saidLength)
            throw new DatasetFormatException(path, "gzip data with its length and checksum at the end",
                $"{length} bytes with {crc:x8}, and {saidLength} with {saidCrc:x8} at the end");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}

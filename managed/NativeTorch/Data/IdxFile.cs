using System.Buffers.Binary;
using System.IO.Compression;

namespace NativeTorch.Data;

/// <summary>
/// Reads idx files, the format of MNIST: two zero bytes, the element's type (8 is an unsigned byte), the number of dimensions, each
/// size as a big-endian 32-bit number, then the elements. Files that end in ".gz" are decompressed.
/// </summary>
public static class IdxFile
{
    const int UnsignedByte = 8, FirstChunk = 1 << 20;

    /// <summary>The file's elements as a uint8 tensor of the file's shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dim">How many dimensions it must have; null takes any number.</param>
    /// <exception cref="DatasetFormatException">It is no such file, or it is shorter or longer than its header says.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Tensor Read(string path, int? dim = null)
    {
        (byte[] data, long[] shape) = ReadBytes(path, dim);
        return Torch.Tensor(data.AsSpan(), shape);
    }

    internal static (byte[] Data, long[] Shape) ReadBytes(string path, int? dim)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        bool isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream stream = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            long[] shape = ReadHeader(stream, path, dim);
            return (ReadElements(stream, path, Count(shape, path)), shape);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetFormatException(path, "gzip data", $"something else ({e.Message})", e);
        }
    }

    static long[] ReadHeader(Stream stream, string path, int? dim)
    {
        Span<byte> magic = stackalloc byte[4];
        if (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) is var got and < 4)
            throw new DatasetFormatException(path, "an idx header of at least 4 bytes", $"{got} bytes");
        int dims = magic[3];
        if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte || dims == 0 || (dim ?? dims) != dims)
            throw new DatasetFormatException(path, dim is null ? "the magic number 0x000008nn of an idx file of bytes" : $"the magic number 0x000008{dim:x2}",
                $"0x{Convert.ToHexStringLower(magic)}");
        var sizes = new byte[4 * dims];
        got = stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (got < sizes.Length)
            throw new DatasetFormatException(path, $"a header with {dims} sizes, {4 + sizes.Length} bytes", $"{4 + got} bytes");
        return [.. Enumerable.Range(0, dims).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(sizes.AsSpan(4 * i)))];
    }

    static int Count(long[] shape, string path)
    {
        Int128 count = 1;
        foreach (long size in shape)
            count = Int128.Min(count * size, Int128.MaxValue >> 40);
        return count <= Array.MaxLength
            ? (int)count
            : throw new DatasetFormatException(path, $"at most {Array.MaxLength} elements", $"a header for ({string.Join(", ", shape)})");
    }

    /// <summary>Memory grows with what is really there, not with what the header says.</summary>
    static byte[] ReadElements(Stream stream, string path, int count)
    {
        var data = new byte[Math.Min(count, FirstChunk)];
        int length = 0;
        while (length < count)
        {
            if (length == data.Length)
                Array.Resize(ref data, (int)Math.Min(count, 2L * data.Length));
            int read = stream.Read(data, length, data.Length - length);
            if (read == 0)
                throw new DatasetFormatException(path, $"{count} elements, as the header says", $"{length}");
            length += read;
        }
        if (stream.ReadByte() >= 0)
            throw new DatasetFormatException(path, $"{count} elements, as the header says", "more");
        return data;
    }
}

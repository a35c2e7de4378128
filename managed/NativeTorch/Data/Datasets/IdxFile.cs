using System.Buffers.Binary;

namespace NativeTorch.Data;

/// <summary>
/// Reads idx files, the format of MNIST: two zero bytes, the elements' type (8: uint8, 9: int8, 11: int16, 12: int32, 13: float32,
/// 14: float64), the number of dimensions, each size as a big-endian 32-bit number, then the elements, big-endian too. A file that
/// begins as gzip does is decompressed, whatever its name.
/// </summary>
public static class IdxFile
{
    const int FirstChunk = 1 << 20;

    /// <summary>The file's elements as a tensor of the file's dtype and shape.</summary>
    /// <remarks>PyTorch: <c>torchvision.datasets.mnist.read_sn3_pascalvincent_tensor</c>.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="dim">How many dimensions it must have; null takes any number.</param>
    /// <exception cref="DatasetFormatException">It is no such file, or it is shorter or longer than its header says.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Tensor Read(string path, int? dim = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadElements(path, dtype: null, dim).ToTensor();
    }

    internal static IdxElements ReadElements(string path, Dtype? dtype, int? dim)
    {
        using Stream stream = Open(path);
        (Dtype found, long[] shape) = ReadHeader(stream, path, dim);
        if (dtype is { } wanted && found != wanted)
            throw new DatasetFormatException(path, $"elements of {wanted.TorchName}", found.TorchName);
        return new(ReadBytes(stream, path, Count(shape, found.ItemSize, path), found.ItemSize), found, shape);
    }

    static Stream Open(string path)
    {
        Span<byte> start = stackalloc byte[2];
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start is not [0x1F, 0x8B])
            return file;
        file.Dispose();
        return new GzipContent(path);
    }

    static (Dtype, long[]) ReadHeader(Stream stream, string path, int? dim)
    {
        Span<byte> magic = stackalloc byte[4];
        if (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) is var got and < 4)
            throw new DatasetFormatException(path, "an idx header of at least 4 bytes", $"{got} bytes");
        int dims = magic[3];
        if (magic[0] != 0 || magic[1] != 0 || DtypeOf(magic[2]) is not { } dtype || dims == 0 || (dim ?? dims) != dims)
            throw new DatasetFormatException(path,
                dim is null ? "the magic number 0x0000ttnn of an idx file" : $"the magic number 0x0000tt{dim:x2}",
                $"0x{Convert.ToHexStringLower(magic)}");
        var sizes = new byte[4 * dims];
        got = stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (got < sizes.Length)
            throw new DatasetFormatException(path, $"a header with {dims} sizes, {4 + sizes.Length} bytes", $"{4 + got} bytes");
        return (dtype, [.. Enumerable.Range(0, dims).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(sizes.AsSpan(4 * i)))]);
    }

    static Dtype? DtypeOf(byte type) => type switch
    {
        8 => Dtype.UInt8,
        9 => Dtype.Int8,
        11 => Dtype.Int16,
        12 => Dtype.Int32,
        13 => Dtype.Float32,
        14 => Dtype.Float64,
        _ => null,
    };

    static int Count(long[] shape, int itemSize, string path)
    {
        Int128 count = itemSize;
        foreach (long size in shape)
            count = Int128.Min(count * size, Int128.MaxValue >> 40);
        return count <= Array.MaxLength
            ? (int)count
            : throw new DatasetFormatException(path, $"at most {Array.MaxLength} bytes", $"a header for ({string.Join(", ", shape)})");
    }

    /// <summary>Memory grows with what is really there, not with what the header says.</summary>
    static byte[] ReadBytes(Stream stream, string path, int count, int itemSize)
    {
        var data = new byte[Math.Min(count, FirstChunk)];
        int length = 0;
        while (length < count)
        {
            if (length == data.Length)
                Array.Resize(ref data, (int)Math.Min(count, 2L * data.Length));
            int read = stream.Read(data, length, data.Length - length);
            if (read == 0)
                throw new DatasetFormatException(path, $"{count / itemSize} elements, as the header says", $"{length / itemSize}");
            length += read;
        }
        if (stream.ReadByte() >= 0)
            throw new DatasetFormatException(path, $"{count / itemSize} elements, as the header says", "more");
        return data;
    }
}

using NativeTorch.Interop;

namespace NativeTorch.IO;

/// <summary>A tensor's elements as bytes in row-major order, to and from streams.</summary>
static unsafe class TensorBytes
{
    const int MostDims = 16, Chunk = 1 << 28;

    public static long Of(Tensor tensor) => tensor.Numel * tensor.Dtype.ItemSize;

    /// <summary>How many bytes a tensor would have; null where no tensor can have that shape.</summary>
    public static long? Of(ReadOnlySpan<long> shape, Dtype dtype) => Of(shape, 8 * dtype.ItemSize);

    /// <summary>The same for elements of so many bits, which fill whole bytes together.</summary>
    public static long? Of(ReadOnlySpan<long> shape, int bits)
    {
        bool isEmpty = false;
        Int128 all = bits;
        foreach (long size in shape)
            if (size < 0 || (all *= Math.Max(size, 1)) > long.MaxValue)
                return null;
            else
                isEmpty |= size == 0;
        return shape.Length > MostDims ? null : isEmpty ? 0 : all % 8 == 0 ? (long)(all / 8) : null;
    }

    /// <summary>Writes the elements of a tensor of any strides on any device.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        using var noGrad = Torch.NoGrad();
        Tensor dense = tensor.Detach().To(Device.Cpu).Contiguous();
        using var self = new TensorRef(dense);
        var data = (byte*)dense.Info().Data;
        for (long at = 0, bytes = Of(dense); at < bytes; at += Chunk)
            stream.Write(new ReadOnlySpan<byte>(data + at, (int)Math.Min(Chunk, bytes - at)));
    }

    /// <summary>Fills a dense tensor on the CPU; bool bytes become 0 and 1.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public static void Read(Stream stream, Tensor tensor)
    {
        using var self = new TensorRef(tensor);
        var data = (byte*)tensor.Info().Data;
        for (long at = 0, bytes = Of(tensor); at < bytes; at += Chunk)
            stream.ReadExactly(new Span<byte>(data + at, (int)Math.Min(Chunk, bytes - at)));
        if (tensor.Dtype == Dtype.Bool)
            ToBools(data, tensor.Numel);
    }

    /// <summary>Loops count on 0 and 1, and in a file any other byte is true.</summary>
    public static void ToBools(byte* data, long count)
    {
        for (long at = 0; at < count; at += Chunk)
        {
            var bytes = new Span<byte>(data + at, (int)Math.Min(Chunk, count - at));
            for (int i; (i = bytes.IndexOfAnyExceptInRange((byte)0, (byte)1)) >= 0; bytes = bytes[i..])
                bytes[i] = 1;
        }
    }
}

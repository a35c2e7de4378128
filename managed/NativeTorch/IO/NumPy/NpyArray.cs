using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch.IO.NumPy;

/// <summary>One array in .npy form, in a file of its own or within a zip archive.</summary>
static unsafe class NpyArray
{
    public static void Write(Stream stream, Tensor tensor)
    {
        stream.Write(NpyHeader.Write(tensor.Dtype, tensor.Shape));
        TensorBytes.Write(stream, tensor);
    }

    /// <summary>Reads an array; memory is asked for only where the stream is as long as the header says.</summary>
    /// <param name="stream">The header, the elements, and nothing else.</param>
    /// <param name="length">The stream's length in bytes.</param>
    /// <param name="wrong">Makes the exception for what is wrong.</param>
    public static Tensor Read(Stream stream, long length, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        try
        {
            (NpyHeader header, int before) = NpyHeader.Read(stream, wrong);
            string shown = $"({string.Join(", ", header.Shape)}) of {header.Dtype.TorchName}";
            long bytes = TensorBytes.Of(header.Shape, header.Dtype) ?? throw wrong($"no tensor can have the shape {shown}", null);
            if (bytes != length - before)
                throw wrong($"{shown} has {bytes} bytes, and there are {length - before} behind the header", null);
            return Elements(stream, header);
        }
        catch (EndOfStreamException e)
        {
            throw wrong("it is truncated", e);
        }
    }

    static Tensor Elements(Stream stream, NpyHeader header)
    {
        Tensor tensor = Torch.Empty(header.IsFortranOrder ? [.. header.Shape.Reverse()] : header.Shape, header.Dtype);
        TensorBytes.Read(stream, tensor);
        if (header.IsSwapped)
            Swap(tensor);
        return header.IsFortranOrder ? tensor.Permute([.. Enumerable.Range(0, header.Shape.Length).Reverse()]) : tensor;
    }

    static void Swap(Tensor tensor)
    {
        using var self = new TensorRef(tensor);
        var data = (byte*)tensor.Info().Data;
        const int chunk = 1 << 28;
        for (long at = 0, bytes = TensorBytes.Of(tensor); at < bytes; at += chunk)
            Swap(new Span<byte>(data + at, (int)Math.Min(chunk, bytes - at)), tensor.Dtype.ItemSize);
    }

    static void Swap(Span<byte> data, int itemSize)
    {
        switch (itemSize)
        {
            case 2:
                Span<ushort> twos = MemoryMarshal.Cast<byte, ushort>(data);
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                Span<uint> fours = MemoryMarshal.Cast<byte, uint>(data);
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            case 8:
                Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(data);
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
        }
    }
}

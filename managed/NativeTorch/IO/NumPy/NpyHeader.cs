using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.IO.NumPy;

/// <summary>What stands before the elements in a .npy file: a magic number, a version, and a Python dict of dtype, order and
/// shape.</summary>
/// <param name="Dtype">The dtype.</param>
/// <param name="IsSwapped">Whether the elements are big-endian.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest, not the last.</param>
/// <param name="Shape">The sizes.</param>
sealed record NpyHeader(Dtype Dtype, bool IsSwapped, bool IsFortranOrder, long[] Shape)
{
    const int Align = 64, LongestText = 1 << 16;

    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>A header of version 1.0 for a dense tensor, as long as NumPy makes it.</summary>
    public static byte[] Write(Dtype dtype, Shape shape)
    {
        string text = $"{{'descr': '{NpyDtypes.Name(dtype)}', 'fortran_order': False, 'shape': {shape}, }}";
        int before = Magic.Length + 4, length = (before + text.Length + Align) / Align * Align;
        byte[] header = [.. Magic, 1, 0, 0, 0, .. Encoding.ASCII.GetBytes(text.PadRight(length - before - 1)), (byte)'\n'];
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(before - 2), (ushort)(length - before));
        return header;
    }

    /// <summary>Reads a header, and leaves the stream where the elements begin.</summary>
    /// <returns>The header and its length in bytes.</returns>
    /// <exception cref="CheckpointFormatException">It is none, or of an array that no tensor can be.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public static (NpyHeader Header, int Length) Read(Stream stream, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        Span<byte> start = stackalloc byte[Magic.Length + 2], size = stackalloc byte[4];
        stream.ReadExactly(start);
        if (!start.StartsWith(Magic))
            throw wrong($"it begins with {Convert.ToHexStringLower(start)}, which no .npy file does", null);
        int major = start[^2];
        if (major is not (1 or 2 or 3) || start[^1] != 0)
            throw wrong($"the version {major}.{start[^1]}; known are 1.0, 2.0 and 3.0", null);
        size = size[..(major == 1 ? 2 : 4)];
        stream.ReadExactly(size);
        uint length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestText)
            throw wrong($"a header of {length} bytes; at most {LongestText} are taken", null);
        var text = new byte[length];
        stream.ReadExactly(text);
        try
        {
            string literal = (major == 3 ? utf8 : Encoding.Latin1).GetString(text);
            return (new NpyLiteral(literal, wrong).Parse(), start.Length + size.Length + text.Length);
        }
        catch (ArgumentException e)
        {
            throw wrong("the header is no UTF-8", e);
        }
    }
}

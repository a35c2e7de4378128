using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.IO.Pickle;

/// <summary>The bytes of a pickle. A length is compared with what is left before anything of that length is allocated.</summary>
/// <param name="stream">It is read up to the pickle's end and no further.</param>
/// <param name="length">How many bytes there are.</param>
/// <param name="path">The file, for errors.</param>
sealed class PickleInput(Stream stream, long length, string path)
{
    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    long left = length;

    public string Path => path;

    public byte ReadByte()
    {
        int read = left > 0 ? stream.ReadByte() : -1;
        left--;
        return read >= 0 ? (byte)read : throw Ended();
    }

    public ushort ReadUInt16()
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public uint ReadUInt32() => (uint)ReadInt32();

    public ulong ReadUInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public double ReadDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    public byte[] ReadBytes(ulong count)
    {
        if (count > (ulong)left)
            throw new CheckpointFormatException(path, $"{count} bytes are announced within the pickle, and {left} are left");
        if (count > (ulong)Array.MaxLength)
            throw new CheckpointFormatException(path, $"a value of {count} bytes within the pickle is too large");
        var bytes = new byte[count];
        Read(bytes);
        return bytes;
    }

    public string ReadUtf8(ulong count) => Decode(ReadBytes(count), utf8);

    /// <summary>A line without its end.</summary>
    public byte[] ReadLine()
    {
        var line = new List<byte>();
        for (byte next = ReadByte(); next != (byte)'\n'; next = ReadByte())
            line.Add(next);
        return line is [.., (byte)'\r'] ? [.. line[..^1]] : [.. line];
    }

    public string ReadUtf8Line() => Decode(ReadLine(), utf8);

    public string Decode(byte[] bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new CheckpointFormatException(path, $"a text within the pickle is not {encoding.WebName}", e);
        }
    }

    void Read(Span<byte> bytes)
    {
        if (bytes.Length > left)
            throw Ended();
        left -= bytes.Length;
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw Ended();
        }
    }

    CheckpointFormatException Ended() => new(path, "the pickle ends before its STOP");
}

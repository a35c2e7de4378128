using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.Data;

/// <summary>One block of 512 bytes that stands before an entry of a tar archive: ustar's fields, and GNU's sizes of more than 8
/// GB.</summary>
readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>The size of a header, and of all blocks.</summary>
    public const int Bytes = 512;

    const int Checksum = 148, ChecksumEnd = 156;

    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly ReadOnlySpan<byte> block = block;

    /// <summary>What kind of entry it is: '0' for files, '5' for folders, ...</summary>
    public char Kind => (char)block[156];

    public bool IsEmpty => block.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Whether a block has the sum of its bytes where a header has it.</summary>
    public static bool HasChecksum(ReadOnlySpan<byte> block)
    {
        int unsigned = 8 * ' ', signed = 8 * ' '; // in place of the sum itself; old programs summed signed bytes
        for (int i = 0; i < Bytes; i++)
            if (i is < Checksum or >= ChecksumEnd)
                (unsigned, signed) = (unsigned + block[i], signed + (sbyte)block[i]);
        return Number(block[Checksum..ChecksumEnd]) is { } sum && (sum == unsigned || sum == signed);
    }

    /// <summary>The bytes of the content; null where no number is there.</summary>
    public long? Size => Number(block[124..136]);

    /// <summary>The name, with ustar's prefix.</summary>
    /// <exception cref="ArgumentException">It is no UTF-8.</exception>
    public string Name
    {
        get
        {
            bool isUstar = block[257..263].SequenceEqual("ustar\0"u8); // GNU's "ustar  " has other things in the place of the prefix
            string name = Text(block[..100]), prefix = isUstar ? Text(block[345..500]) : "";
            return prefix.Length > 0 ? $"{prefix}/{name}" : name;
        }
    }

    /// <summary>Text up to the first zero byte.</summary>
    /// <exception cref="ArgumentException">It is no UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        utf8.GetString(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes);

    /// <summary>Octal digits between blanks, or GNU's big-endian binary number behind the byte 0x80.</summary>
    static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80 && field.Length > 8)
            return field[1..^8].IndexOfAnyExcept((byte)0) < 0 && BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is var big and >= 0
                ? big : null;
        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        long number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            number = 8 * number + (digit - '0');
        }
        return number;
    }
}

using NativeTorch.IO.Zip;

namespace NativeTorch.Tests.IO.Zip;

/// <summary>Against the division, bit by bit.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_is_the_standards() => Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));

    [Fact]
    public void All_lengths_and_parts_give_the_remainder()
    {
        byte[] data = new byte[1500];
        new Random(1).NextBytes(data);
        for (int length = 0; length <= data.Length; length += length < 400 ? 1 : 37)
        {
            uint expected = Divide(data.AsSpan(0, length));
            Assert.Equal(expected, Crc32.Append(0, data.AsSpan(0, length)));
            int part = length / 3;
            Assert.Equal(expected, Crc32.Append(Crc32.Append(0, data.AsSpan(0, part)), data.AsSpan(part, length - part)));
        }
    }

    static uint Divide(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}

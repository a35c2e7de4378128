namespace NativeTorch.Data;

/// <summary>The CRC-32 of PNG and zip: polynomial 0x04C11DB7, reflected. (.NET's own <c>BitOperations.Crc32C</c> is another polynomial.)</summary>
static class Crc32
{
    static readonly uint[] table = [.. Enumerable.Range(0, 256).Select(i => Step((uint)i, 8))];

    /// <summary>The checksum of several spans one after another: start with 0, pass each result on.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (byte b in bytes)
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint Step(uint crc, int bits) => bits == 0 ? crc : Step((crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1, bits - 1);
}

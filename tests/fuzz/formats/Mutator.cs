using System.Buffers.Binary;

namespace NativeTorch.FormatFuzz;

/// <summary>Damages files: bits, bytes, numbers, ends, repeated and foreign parts.</summary>
sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    const int LargestFile = 1 << 16;

    static readonly long[] numbers =
    [
        0, 1, -1, 2, 7, 8, 16, 63, 64, 127, 128, 255, 256, 1023, 4096, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue,
        1L << 32, 1L << 40, 1L << 62, long.MaxValue, long.MinValue,
    ];

    readonly Random random = new(seed);

    /// <summary>The next file: one of the seeds with one to eight changes, mostly one or two.</summary>
    public byte[] Next()
    {
        List<byte> file = [.. seeds[random.Next(seeds.Count)]];
        for (int changes = 1 << random.Next(random.Next(4) + 1); changes > 0; changes--)
            Change(file);
        return [.. file];
    }

    void Change(List<byte> file)
    {
        if (file.Count == 0)
            file.Add((byte)random.Next(256));
        int at = random.Next(file.Count);
        switch (random.Next(10))
        {
            case 0 or 1:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2 or 3:
                file[at] = (byte)random.Next(256);
                break;
            case 4 or 5:
                WriteNumber(file, at, numbers[random.Next(numbers.Length)] + random.Next(-1, 2));
                break;
            case 6:
                file.RemoveRange(at, file.Count - at);
                break;
            case 7:
                file.RemoveRange(at, Math.Min(Length(), file.Count - at));
                break;
            case 8:
                Insert(file, file.GetRange(at, Math.Min(Length(), file.Count - at)));
                break;
            default:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = random.Next(other.Length + 1);
                Insert(file, other.AsSpan(from, Math.Min(Length(), other.Length - from)).ToArray());
                break;
        }
    }

    // Most parts are short; a few are as long as a header.
    int Length() => 1 + random.Next(1 << random.Next(1, 9));

    void Insert(List<byte> file, IReadOnlyCollection<byte> part)
    {
        if (file.Count + part.Count <= LargestFile)
            file.InsertRange(random.Next(file.Count + 1), part);
    }

    void WriteNumber(List<byte> file, int at, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = 1 << random.Next(4);
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        else
            BinaryPrimitives.WriteInt64BigEndian(bytes, number << (64 - 8 * size));
        for (int i = 0; i < size && at + i < file.Count; i++)
            file[at + i] = bytes[i];
    }
}

using System.Buffers.Binary;
using NativeTorch.Data;
using NativeTorch.IO.Zip;

namespace NativeTorch.FormatFuzz.Targets;

sealed class PngTarget : FuzzTarget
{
    const int MostPixels = 1 << 20;

    public override string Name => "png";

    public override string Extension => ".png";

    public override IEnumerable<byte[]> Seeds() => GoldenImages.Files(".png");

    public override void Read(string path) => GoldenImages.ReadInSomeMode(path, MostPixels);

    public override bool Expects(Exception exception) => exception is DatasetFormatException;

    /// <summary>Chunks get their checksums.</summary>
    public override byte[] Repair(byte[] file)
    {
        for (int at = 8; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), Crc32.Append(0, file.AsSpan(at + 4, (int)length + 4)));
            at += 12 + (int)length;
        }
        return file;
    }
}

using System.IO.Compression;
using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

sealed class IdxTarget : FuzzTarget
{
    public override string Name => "idx";

    public override string Extension => ".gz";

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] bytes = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, .. Enumerable.Range(0, 12).Select(i => (byte)(i * 20))];
        yield return bytes;
        yield return [0, 0, 13, 1, 0, 0, 0, 3, 63, 128, 0, 0, 127, 192, 0, 0, 0, 0, 0, 1];
        yield return [0, 0, 11, 2, 0, 0, 0, 0, 0, 0, 0, 5];
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
            gzip.Write(bytes);
        yield return file.ToArray();
    }

    public override void Read(string path) => _ = IdxFile.Read(path).To(Dtype.Float64).Sum();

    public override bool Expects(Exception exception) => exception is DatasetFormatException;
}

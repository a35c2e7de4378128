using System.IO.Compression;
using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

/// <summary>Unpacking of zip archives.</summary>
sealed class ZipTarget : FuzzTarget
{
    public override string Name => "zip";

    public override string Extension => ".zip";

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (CompressionLevel level in new[] { CompressionLevel.Optimal, CompressionLevel.NoCompression })
        {
            using var file = new MemoryStream();
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                zip.CreateEntry("folder/");
                using (Stream content = zip.CreateEntry("folder/file", level).Open())
                    content.Write("what is in it, in it, in it"u8);
                zip.CreateEntry("empty", level);
            }
            yield return file.ToArray();
        }
    }

    public override void Read(string path) => Archives.Unpack(path, Path.Combine(Path.GetDirectoryName(path)!, "out"), maxBytes: 1 << 20);

    public override bool Expects(Exception exception) => exception is DatasetFormatException;

    public override byte[] Repair(byte[] file) => ZipRepair.Checksums(file);
}

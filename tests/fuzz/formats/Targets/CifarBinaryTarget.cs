using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

sealed class CifarBinaryTarget : FuzzTarget
{
    const int Pixels = 3072;

    public override string Name => "cifar-binary";

    public override string Extension => ".bin";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return [9, .. new byte[Pixels]];
        yield return [0, .. Enumerable.Range(0, Pixels).Select(i => (byte)i), 5, .. Enumerable.Repeat((byte)255, Pixels)];
    }

    public override void Read(string path)
    {
        File.Copy(path, Path.Combine(Path.GetDirectoryName(path)!, "test_batch.bin"));
        _ = Cifar10.Load(Path.GetDirectoryName(path)!, train: false).Labels.Sum();
    }

    public override bool Expects(Exception exception) => exception is DatasetFormatException;
}

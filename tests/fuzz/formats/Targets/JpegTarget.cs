using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

sealed class JpegTarget : FuzzTarget
{
    const int MostPixels = 1 << 18; // a progressive image is decoded again for each scan, of which a file of 64 KB has hundreds

    public override string Name => "jpeg";

    public override string Extension => ".jpg";

    public override IEnumerable<byte[]> Seeds() => GoldenImages.Files(".jpg");

    public override void Read(string path) => GoldenImages.ReadInSomeMode(path, MostPixels);

    public override bool Expects(Exception exception) => exception is DatasetFormatException;
}

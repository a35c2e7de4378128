using NativeTorch.FormatFuzz.Targets;

namespace NativeTorch.FormatFuzz;

/// <summary>All formats that files may have which we did not write.</summary>
static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new CifarBinaryTarget(),
        new CifarPickleTarget(),
        new CsvTarget(),
        new EventFileTarget(),
        new IdxTarget(),
        new JpegTarget(),
        new NpyTarget(),
        new NpzTarget(),
        new PickleTarget(),
        new PngTarget(),
        new PtLegacyTarget(),
        new PtTarget(),
        new SafetensorsIndexTarget(),
        new SafetensorsTarget(),
        new TarTarget(),
        new ZipTarget(),
    ];
}

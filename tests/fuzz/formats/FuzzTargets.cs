using NativeTorch.FormatFuzz.Targets;

namespace NativeTorch.FormatFuzz;

/// <summary>All formats that files may have which we did not write.</summary>
static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new NpyTarget(),
        new NpzTarget(),
        new SafetensorsTarget(),
        new SafetensorsIndexTarget(),
        new EventFileTarget(),
        new PickleTarget(),
        new PtTarget(),
        new PtLegacyTarget(),
    ];
}

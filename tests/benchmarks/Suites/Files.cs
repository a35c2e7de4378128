using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>Checkpoints in the system's file cache. All goals are against the peer's best way, which is numpy's: one file, read or mapped
/// as it lies.</summary>
static class Files
{
    const long MiB = 1 << 20;

    public static Suite Suite { get; } = new("files", "Checkpoints", quick => [.. Sizes(quick).SelectMany(Cases)]) { SampleLength = 2 };

    static long[] Sizes(bool quick) => quick ? [128] : [128, 1024];

    static IEnumerable<Case> Cases(long mib) =>
    [
        Of($"open {mib} MiB, names and shapes", "file.open", mib, "opening") with { Goal = new(0.1) },
        Of($"load {mib} MiB", "file.load", mib, "reading") with { Bytes = 2 * mib * MiB },
        Of($"sum of {mib} MiB in a file", "file.sum", mib, "summing") with { Bytes = mib * MiB, Stream = "read" },
    ];

    static Case Of(string name, string op, long mib, string feature) =>
        new(name, op, new() { ["tensors"] = 64L, ["numel"] = mib * MiB / 64 / sizeof(float) }) { Features = [feature], Tolerance = 1e-4 };
}

namespace NativeTorch.Benchmarks.Suites;

/// <summary>Square matrices of float32 from the first-level cache to memory.</summary>
/// <param name="Name">Bytes of one.</param>
/// <param name="Side">Rows and columns.</param>
sealed record Size(string Name, long Side)
{
    public string Shape => $"{Side}x{Side}";

    public double Elements => (double)Side * Side;

    /// <summary>Several threads are only asked about where there is something to share.</summary>
    public int[] Threads => Side < 512 ? [1] : [];

    /// <summary>What fills the memory's bus is to do so.</summary>
    public Goal Goal => Side < 4096 ? Goal.NotSlower : new(1) { Share = 0.9 };

    public static IReadOnlyList<Size> All { get; } = [new("16 KB", 64), new("1 MB", 512), new("64 MB", 4096), new("256 MB", 8192)];

    /// <summary>What a case can afford that does more than a pass or two over memory.</summary>
    public static IReadOnlyList<Size> UpTo64MB { get; } = [.. All.Take(3)];

    public static IReadOnlyList<Size> Quick { get; } = [.. All.Take(2)];
}

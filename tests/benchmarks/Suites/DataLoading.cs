namespace NativeTorch.Benchmarks.Suites;

/// <summary>What an epoch of data costs by itself.</summary>
static class DataLoading
{
    public static Suite Suite { get; } = new("data", "Data loading", quick =>
    [
        Epoch(batch: 128), Epoch(batch: 32),
        .. new[] { 0, 1, 2 }.Select(workers => Augmented(quick ? 12_800 : 60_000, workers)),
    ]);

    static Case Epoch(long batch) => new($"10,000 images of 28x28, shuffled, batch {batch}", "data.epoch", new() { ["images"] = 10_000L, ["batch"] = batch })
    {
        Features = ["scope", "loader"],
    };

    /// <summary>As a network for MNIST is trained. Workers need a processor of their own.</summary>
    static Case Augmented(long images, long workers) => new(
        FormattableString.Invariant($"{images:N0} images of 28x28, random crop, normalised, batch 128, {workers} workers"), "data.augmented",
        new() { ["images"] = images, ["batch"] = 128L, ["workers"] = workers })
    {
        Features = ["batches", "transforms"],
        Goal = new(5) { TimesUndisposed = 5 },
        Threads = workers == 0 ? [] : [2],
    };
}

namespace NativeTorch.Benchmarks.Suites;

/// <summary>What an epoch of data costs by itself.</summary>
static class DataLoading
{
    public static Suite Suite { get; } = new("data", "Data loading", _ => [Epoch(batch: 128), Epoch(batch: 32)]);

    static Case Epoch(long batch) => new($"10,000 images of 28x28, shuffled, batch {batch}", "data.epoch", new() { ["images"] = 10_000L, ["batch"] = batch })
    {
        Features = ["scope", "loader"],
    };
}

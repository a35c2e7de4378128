namespace NativeTorch.Benchmarks.Protocol;

/// <summary>One line from the runner to a framework's process; what a request does not need stays null.</summary>
/// <param name="Do">describe, prepare, sample, memory or quit.</param>
sealed record Request(string Do)
{
    /// <summary>The named operation to prepare.</summary>
    public string? Op { get; init; }

    public Parameters? Params { get; init; }

    /// <summary>Which of its ways the framework is to go: "scope", "channels_last", ...</summary>
    public string? Variant { get; init; }

    public int? Threads { get; init; }

    /// <summary>What every framework seeds its generator with before it draws the inputs.</summary>
    public ulong? Seed { get; init; }

    /// <summary>For what measures the machine: what limits the case (see <see cref="Suites.Case.Limit"/>), and how much of it.</summary>
    public string? Limit { get; init; }

    public double? Work { get; init; }

    /// <summary>How often the operation runs in one sample.</summary>
    public long? Repeat { get; init; }

    /// <summary>How often it runs before the clock does.</summary>
    public long? Warm { get; init; }
}

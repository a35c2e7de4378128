namespace NativeTorch.Benchmarks.Protocol;

/// <summary>Who a framework is.</summary>
/// <param name="Name">"PyTorch".</param>
/// <param name="Variants">For a feature of cases ("layout") the ways to go ("contiguous", "channels_last").</param>
/// <param name="Role">"peer" is what the others are compared with; "machine" measures what the hardware can do; null otherwise.</param>
/// <param name="Error">Why it cannot run here; null if it can.</param>
sealed record Description(string Name, string Version, string Device, Dictionary<string, string[]>? Variants = null, string? Role = null,
    string? Error = null);

/// <summary>What the operation computed, or why it cannot be done.</summary>
sealed record Prepared(CheckValues[]? Check = null, string? Unsupported = null, string? Error = null);

/// <summary>How long a sample took, all its repetitions together.</summary>
sealed record Sampled(double Seconds, string? Error = null);

/// <summary>Resident memory before the case was set up, and its peak since then.</summary>
sealed record MemoryUse(long BaselineBytes, long PeakBytes, string? Error = null);

/// <summary>A result in numbers: its element count, sum, sum of absolute values, and up to 16 of its elements, evenly spread.</summary>
sealed record CheckValues(long Count, double Sum, double Abs, double[] Values);

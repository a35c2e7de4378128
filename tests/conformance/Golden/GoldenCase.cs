namespace NativeTorch.Conformance.Golden;

/// <summary>One row of a golden file.</summary>
/// <param name="Kind">Its family in the report: "modules.Conv2d".</param>
/// <param name="Call">What is done, in Python's words.</param>
/// <param name="Check">Does it; null where all is as in PyTorch, else what differs.</param>
sealed record GoldenCase(string Kind, string Call, Func<string?> Check);

using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Running;

/// <summary>A program that speaks the protocol.</summary>
/// <param name="Key">What tells it from the others: a file name.</param>
/// <param name="Command">Program and arguments; "serve" or "once OPERATION" is added to them.</param>
sealed record Framework(string Key, IReadOnlyList<string> Command)
{
    /// <summary>Added to the environment of its processes.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it said of itself.</summary>
    public Description About { get; init; } = new("", "", "");

    public bool IsPeer => About.Role == "peer";

    /// <summary>The ways it has for a case; one without a name where none are asked for.</summary>
    public IReadOnlyList<string> Variants(IEnumerable<string> features) =>
        features.Select(f => About.Variants?.GetValueOrDefault(f)).FirstOrDefault(v => v is not null) ?? [""];
}

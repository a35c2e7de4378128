using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Cases that are not run, with the reason.</summary>
static class Skips
{
    static readonly Dictionary<string, (Func<Case, bool> Applies, string Reason)> Table = [];

    public static string? Reason(string op, Case sample) => Table.TryGetValue(op, out var skip) && skip.Applies(sample) ? skip.Reason : null;
}

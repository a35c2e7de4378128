using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Cases that are not run, with the reason.</summary>
static class Skips
{
    static readonly Dictionary<string, (Func<Case, bool> Applies, string Reason)> Table = new()
    {
        ["as_strided_scatter"] = (sample => sample.Grads is not null,
            "PyTorch 1.13's gradient for self reads memory that was never set, and goes on where src has replaced self"),
        ["sgn"] = (sample => sample.Grads is not null,
            "PyTorch 1.13's gradient is a zero tensor that owns no memory (ZeroTensor): what was recorded of it are not its values"),
    };

    public static string? Reason(string op, Case sample) => Table.TryGetValue(op, out var skip) && skip.Applies(sample) ? skip.Reason : null;
}

using System.Text;

namespace NativeTorch.NN;

/// <summary>A state dict that does not fit the module; nothing was loaded.</summary>
public sealed class StateDictException : ArgumentException
{
    internal StateDictException(string module, LoadReport report) : base(Describe(module, report)) => Report = report;

    /// <summary>What did not fit.</summary>
    public LoadReport Report { get; }

    static string Describe(string module, LoadReport report)
    {
        var text = new StringBuilder($"The state dict does not fit {module}; nothing was loaded.");
        foreach (string name in report.Missing)
            text.Append($"\n  missing: {name}").Append(Hint(name, report.Unexpected));
        foreach (string name in report.Unexpected)
            text.Append($"\n  unexpected: {name}").Append(Hint(name, report.Missing));
        foreach (ShapeMismatch m in report.Mismatched)
            text.Append($"\n  shape of {m.Name}: {m.Found} in the state dict, {m.Expected} in the module");
        return text.ToString();
    }

    /// <summary>The likeliest name on the other side: the one with the longest common end ("module.fc.weight", "fc.weight").</summary>
    static string Hint(string name, IReadOnlyList<string> others)
    {
        string? best = others.MaxBy(other => CommonEnd(name, other));
        return best is not null && CommonEnd(name, best) > name.Length / 2 ? $" (is it {best}?)" : "";
    }

    static int CommonEnd(string a, string b)
    {
        int n = 0;
        while (n < a.Length && n < b.Length && a[^(n + 1)] == b[^(n + 1)])
            n++;
        return n;
    }
}

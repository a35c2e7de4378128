using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Reporting;

/// <summary>PARITY.md: where we stand, and the list of cases that are known to fall short, which the tests read.</summary>
static partial class Parity
{
    const string Preface = """
        # Parity with PyTorch

        What PyTorch's samples say of each op. This file is written by the runner:

        ```sh
        dotnet run -c Release --project tests/conformance -- ../shared/conformance --parity tests/conformance/PARITY.md
        ```

        - **cases**: passed of all, with those that must fail.
        - **gradient**: whether the gradients of all cases that have some are PyTorch's; "n.a." where PyTorch gives none.
        - **second**: the gradients are differentiated again and compared with a difference quotient along one random direction, where
          inputs are small and float64. "yes": all that were checked agree; "no": some do not; "unsupported": an op on the way says
          that it has no second derivative; "n.a.": nothing to check.
        - **CPU**, **CUDA**: whether all cases pass there; "not run" on a machine without a GPU.

        """;

    const string List = "## Cases that fall short";

    /// <summary>Writes the file; without results for CUDA, that column says so.</summary>
    public static void Write(string path, IReadOnlyList<OpReport> cpu, IReadOnlyList<OpReport>? cuda)
    {
        var text = new StringBuilder(Preface).Append('\n');
        int total = cpu.Sum(r => r.Results.Count);
        text.Append(CultureInfo.InvariantCulture, $"{cpu.Sum(r => r.Passed)} of {total} cases pass, {cpu.Count(Whole)} of {cpu.Count} ops pass whole.\n");
        int refused = cpu.Sum(r => r.Results.Count(c => c.Outcome == Outcome.Passed && c.Detail == CaseResult.RefusedByType));
        text.Append(CultureInfo.InvariantCulture, $"Of the cases that must fail, {refused} are calls that PyTorch's parser refuses with a TypeError (a number\n")
            .Append("where it takes a tensor, say) and that no overload of the public API takes: no exception is thrown, because nothing is called.\n\n");
        text.Append("| op | cases | gradient | second | CPU | CUDA |\n|---|---:|---|---|---|---|\n");
        foreach (OpReport report in cpu)
            text.Append(CultureInfo.InvariantCulture, $"| {report.Op} | {report.Passed}/{report.Results.Count} | {Gradient(report)} | {Second(report)} | ")
                .Append(CultureInfo.InvariantCulture, $"{Device(report)} | {(cuda is null ? "not run" : Device(cuda.First(r => r.Op == report.Op)))} |\n");
        text.Append('\n').Append(List).Append("\n\n");
        foreach (OpReport report in cpu)
            foreach (var reason in report.Results.Where(r => r.Outcome != Outcome.Passed).GroupBy(Kind))
                text.Append(CultureInfo.InvariantCulture, $"- `{report.Op}` {string.Join(", ", reason.Select(r => $"#{r.Index}"))}: {Reason(reason.First())}\n");
        if (cpu.All(Whole))
            text.Append("None.\n");
        WriteSecond(cpu, text);
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The cases that the file names, by op.</summary>
    public static Dictionary<string, HashSet<int>> ReadKnown(string path)
    {
        var known = new Dictionary<string, HashSet<int>>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Entry().Match(line) is not { Success: true } entry)
                continue;
            if (!known.TryGetValue(entry.Groups["op"].Value, out var cases))
                known[entry.Groups["op"].Value] = cases = [];
            cases.UnionWith(entry.Groups["case"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture)));
        }
        return known;
    }

    [GeneratedRegex(@"^- `(?<op>[^`]+)` #(?<case>-?\d+)(, #(?<case>-?\d+))*:")]
    private static partial Regex Entry();

    static bool Whole(OpReport report) => report.Passed == report.Results.Count;

    static string Device(OpReport report) => Whole(report) ? "yes" : report.Passed == 0 ? "no" : "in part";

    static string Gradient(OpReport report)
    {
        var cases = report.Results.Where(r => r.HasGradient).ToList();
        return cases.Count == 0 ? "n.a." : cases.All(r => r.Outcome == Outcome.Passed) ? "yes" : "no";
    }

    static string Second(OpReport report)
    {
        var kinds = report.Results.Select(r => r.Second).ToHashSet();
        return kinds.Contains(SecondOrder.Differs) ? "no"
            : kinds.Contains(SecondOrder.Unsupported) ? "unsupported"
            : kinds.Contains(SecondOrder.Agrees) ? "yes"
            : "n.a.";
    }

    static void WriteSecond(IReadOnlyList<OpReport> reports, StringBuilder text)
    {
        var differ = reports.Select(r => (r.Op, Cases: r.Results.Where(c => c.Second == SecondOrder.Differs).ToList())).Where(r => r.Cases.Count > 0).ToList();
        if (differ.Count == 0)
            return;
        text.Append("\n## Second derivatives that differ from the difference quotient\n\n");
        foreach (var (op, cases) in differ)
            text.Append(CultureInfo.InvariantCulture, $"- {op} {string.Join(", ", cases.Select(c => $"#{c.Index}"))}\n");
    }

    /// <summary>Cases that fall short in one way stand in one line.</summary>
    static string Kind(CaseResult result) =>
        result.Detail.StartsWith("no overload takes", StringComparison.Ordinal) ? "no overload" : Reason(result);

    static string Reason(CaseResult result)
    {
        string reason = result.Detail.Replace('|', '/').ReplaceLineEndings(" ");
        reason = Tail().Replace(reason, "...");
        return (result.Outcome == Outcome.Skipped ? "skipped: " : "") + (reason.Length > 200 ? reason[..197] + "..." : reason);
    }

    /// <summary>What differs from run to run or is too long: where it was thrown, the overloads there are.</summary>
    [GeneratedRegex(@"( at NativeTorch.*$|; there are: .*$)")]
    private static partial Regex Tail();
}

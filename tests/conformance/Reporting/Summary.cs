using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Reporting;

/// <summary>The runner's printed report.</summary>
static class Summary
{
    const int Width = 120;

    public static void Print(IReadOnlyList<OpReport> reports, bool verbose, TextWriter writer)
    {
        if (verbose)
            foreach (OpReport report in reports)
                foreach (CaseResult failure in report.Failures)
                    PrintCase(report.Op, failure, writer);
        var behind = reports.Where(r => r.Passed < r.Results.Count).OrderBy(r => r.Op, StringComparer.Ordinal).ToList();
        int name = Math.Max(2, behind.Select(r => r.Op.Length).DefaultIfEmpty().Max());
        if (behind.Count > 0)
            writer.WriteLine($"{"op".PadRight(name)}  passed   first that falls short");
        foreach (OpReport report in behind)
        {
            CaseResult first = report.Results.OrderBy(r => r.Outcome == Outcome.Failed ? 0 : 1).First(r => r.Outcome != Outcome.Passed);
            string skipped = first.Outcome == Outcome.Skipped ? "skipped: " : "";
            writer.WriteLine($"{report.Op.PadRight(name)}  {report.Passed,3}/{report.Results.Count,-3}  {Cut($"#{first.Index} {skipped}{first.Detail}")}");
        }
        int whole = reports.Count - behind.Count;
        writer.WriteLine($"{whole} of {reports.Count} ops pass whole");
        writer.WriteLine($"{reports.Sum(r => r.Passed)} passed, {reports.Sum(r => r.Failed)} failed, {reports.Sum(r => r.Skipped)} skipped");
    }

    static void PrintCase(string op, CaseResult failure, TextWriter writer)
    {
        writer.WriteLine($"{op} #{failure.Index}");
        writer.WriteLine($"    call      {failure.Call}");
        writer.WriteLine($"    expected  {failure.Expected}");
        writer.WriteLine($"    got       {failure.Detail}");
    }

    static string Cut(string text) => text.Length <= Width ? text : text[..(Width - 3)] + "...";
}

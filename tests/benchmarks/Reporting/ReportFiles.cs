namespace NativeTorch.Benchmarks.Reporting;

/// <summary>What a run leaves for readers, beside results.jsonl.</summary>
static class ReportFiles
{
    public static void Write(Report report, string folder)
    {
        File.WriteAllText(Path.Combine(folder, "RESULTS.md"), MarkdownReport.Write(report));
    }
}

using System.Globalization;
using System.Text;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>RESULTS.md: what fell short first, then all tables.</summary>
static class MarkdownReport
{
    public static string Write(Report report, IReadOnlyList<string> charts)
    {
        var text = new StringBuilder("# Benchmark results\n\n");
        foreach (var versions in report.Results.GroupBy(r => (r.Cpu, r.Device)))
            text.Append(CultureInfo.InvariantCulture, $"{versions.Key.Cpu}, {versions.Key.Device}: ")
                .AppendJoin(", ", versions.Where(r => r.Role != "machine").Select(r => $"{r.Framework} {r.Version}").Distinct()).Append(".\n");
        text.Append(CultureInfo.InvariantCulture, $"\n```sh\n{report.Command}\n```\n\n");
        foreach (string reason in report.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"Left out: {Cell(reason)}\n\n");
        foreach (Result wrong in report.Wrong)
            text.Append(CultureInfo.InvariantCulture, $"**Wrong**: {wrong.Suite}, {Cell(wrong.Case)}, {wrong.Who}, {wrong.Threads} threads: {Cell(wrong.Check!)}\n\n");
        text.Append("## Geometric mean: times as fast as the peer's best way\n\n| suite | threads | framework | times | cases |\n|---|---:|---|---:|---:|\n");
        foreach (GeometricMean mean in report.Means())
            text.Append(CultureInfo.InvariantCulture, $"| {mean.Suite} | {mean.Threads} | {Cell(mean.Who)} | {Number.Ratio(mean.Ratio)} | {mean.Cases} |\n");
        Short(text, report);
        foreach (string chart in charts)
            text.Append(CultureInfo.InvariantCulture, $"\n![{chart}]({chart})\n");
        foreach (var (suite, threads, results) in report.Parts())
            Append(text, Table.Of(Report.Title(suite, threads), results));
        return text.ToString();
    }

    /// <summary>What has not reached its goal, the furthest first.</summary>
    static void Short(StringBuilder text, Report report)
    {
        var missed = report.Short().ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## Short of the goal: {missed.Count} of {report.WithGoal()}\n\n");
        if (missed.Count > 0)
            text.Append("| suite | case | threads | way | median | times as fast as the peer | of the machine | goal |\n|---|---|---:|---|---:|---:|---:|---|\n");
        foreach (Result r in missed)
            text.Append(CultureInfo.InvariantCulture,
                $"| {r.Suite} | {Cell(r.Case)} | {r.Threads} | {Cell(r.Who)} | {Number.Time(r.Median)} | {Number.Ratio(r.RatioToPeer)} | {Number.Share(r.ShareOfLimit)} | {r.Goal} |\n");
    }

    static void Append(StringBuilder text, Table table)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {table.Title}\n\n| ").AppendJoin(" | ", table.Columns.Select(Cell)).Append(" |\n|");
        for (int i = 0; i < table.Columns.Count; i++)
            text.Append(i > 1 && i < table.Columns.Count - 1 ? "---:|" : "---|");
        text.Append('\n');
        for (int i = 0; i < table.Rows.Count; i++)
            text.Append("| ").AppendJoin(" | ", table.Rows[i].Select(cell => table.Marked.Contains(i) && cell.Length > 0 ? $"**{Cell(cell)}**" : Cell(cell)))
                .Append(" |\n");
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

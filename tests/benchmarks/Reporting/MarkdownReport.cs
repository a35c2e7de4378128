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
        Behind(text, report);
        foreach (string chart in charts)
            text.Append(CultureInfo.InvariantCulture, $"\n![{chart}]({chart})\n");
        foreach (var (suite, threads, results) in report.Parts())
            Append(text, Table.Of(Report.Title(suite, threads), results));
        return text.ToString();
    }

    /// <summary>The cases whose best way is slower than the peer's, the worst first.</summary>
    static void Behind(StringBuilder text, Report report)
    {
        var behind = report.Behind().ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## Slower than the peer: {behind.Count} of {report.Compared()} cases\n\n");
        if (behind.Count > 0)
            text.Append("| suite | case | threads | best way | median | times as fast as the peer |\n|---|---|---:|---|---:|---:|\n");
        foreach (Result best in behind)
            text.Append(CultureInfo.InvariantCulture,
                $"| {best.Suite} | {Cell(best.Case)} | {best.Threads} | {Cell(best.Who)} | {Number.Time(best.Median)} | {Number.Ratio(best.RatioToPeer)} |\n");
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

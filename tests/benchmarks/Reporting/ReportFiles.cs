namespace NativeTorch.Benchmarks.Reporting;

/// <summary>What a run leaves for readers, beside results.jsonl.</summary>
static class ReportFiles
{
    /// <summary>Writes RESULTS.md, and for each suite a chart of its ratios to the peer.</summary>
    public static void Write(Report report, string folder)
    {
        var charts = report.Parts().GroupBy(part => part.Suite.Name).Select(suite => (Name: $"{suite.Key}.svg", Panels: Panels(suite))).Where(c => c.Panels.Count > 0).ToList();
        foreach (var (name, panels) in charts)
            File.WriteAllText(Path.Combine(folder, name), RatioChart.Draw(panels));
        File.WriteAllText(Path.Combine(folder, "RESULTS.md"), MarkdownReport.Write(report, [.. charts.Select(c => c.Name)]));
    }

    static List<RatioChart.Panel> Panels(IEnumerable<(Suites.Suite Suite, int Threads, IReadOnlyList<Result> Results)> parts) =>
    [
        .. from part in parts
        let groups = part.Results.Where(r => r.Role is null && r.RatioToPeer is { } ratio && double.IsFinite(ratio)).GroupBy(r => r.Case)
            .Select(g => (g.Key, (IReadOnlyList<RatioChart.Bar>)[.. g.Select(r => new RatioChart.Bar(r.Who, r.RatioToPeer!.Value))])).ToList()
        where groups.Count > 0
        select new RatioChart.Panel($"{Report.Title(part.Suite, part.Threads)}: times as fast as the peer", groups),
    ];
}

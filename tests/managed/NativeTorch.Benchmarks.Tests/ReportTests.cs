using System.Xml.Linq;
using NativeTorch.Benchmarks.Reporting;
using Spectre.Console;

namespace NativeTorch.Benchmarks.Tests;

public class ReportTests
{
    [Fact]
    public void Ratios_are_to_the_peers_best_way()
    {
        double?[] ratios = [.. Results.Report().Results.Take(5).Select(r => r.RatioToPeer)];
        Assert.Equal([0.5, 1, 0.5, 0.8, 2], ratios);
        Assert.Equal(0.25, Results.Report().Results[2].ShareOfLimit);
    }

    [Fact]
    public void Wrong_results_are_in_no_mean()
    {
        Assert.Equal([("NativeTorch, no Dispose", 2, 1.4142), ("NativeTorch, scope", 1, 0.8)],
            Results.Report().Means().Select(m => (m.Who, m.Cases, Math.Round(m.Ratio, 4))));
        Assert.Single(Results.Report().Wrong);
    }

    [Fact]
    public void What_has_not_reached_its_goal_is_short()
    {
        Result missed = Assert.Single(Results.Report().Short());
        Assert.Equal(("scope", 0.8, 0.8), (missed.Variant, missed.RatioToPeer!.Value, Math.Round(missed.Reached!.Value, 6)));
        Assert.Equal("1.00 times, 2.00 times contiguous, 30 % of the machine", missed.Goal);
        Assert.Equal(2, Results.Report().WithGoal());
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4, 0.5)]
    public void The_hardest_part_of_a_goal_counts(double timesContiguous, double reached)
    {
        List<Result> results = Result.WithRatios([Results.Of("PyTorch", "contiguous", 2, "peer"), Results.Of("PyTorch", "channels_last", 1, "peer"),
            Results.Of("NativeTorch", "scope", 1), Results.Of("machine", "", 0.5, "machine")],
            new(1) { TimesOfWays = [("contiguous", timesContiguous)], Share = 0.5 });
        Assert.Equal(reached, results[2].Reached);
        Assert.All(results.Where(r => r.Role is not null), r => Assert.Null(r.Reached));
    }

    [Fact]
    public void Rows_of_Markdown_tables_have_as_many_cells_as_their_head()
    {
        string[] lines = MarkdownReport.Write(Results.Report(), ["small.svg"]).Split('\n');
        int cells = 0, rows = 0;
        foreach (string line in lines)
        {
            int count = line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|');
            if (line.StartsWith('|'))
                rows++;
            if (line.StartsWith('|') && cells > 0)
                Assert.Equal(cells, count);
            cells = line.StartsWith('|') ? count : 0;
        }
        Assert.True(rows > 10);
        Assert.Contains(lines, l => l.Contains("**failed: it ended**", StringComparison.Ordinal));
        Assert.Contains("![small.svg](small.svg)", lines);
        Assert.Contains(lines, l => l.Contains("jax_peer", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chart_is_well_formed_and_has_a_bar_for_each_ratio()
    {
        RatioChart.Bar[] bars = [new("a & b", 3), new("c", 0.25)];
        var svg = XDocument.Parse(RatioChart.Draw([new("<title>", [("one", bars), ("two", bars)]), new("second", [("one", bars)])]));
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(ns + "svg", svg.Root!.Name);
        // The background, the keys of two panels, and the bars.
        Assert.Equal(1 + 2 * 2 + 6, svg.Descendants(ns + "rect").Count());
        Assert.All(svg.Descendants(ns + "rect").Skip(1), r => Assert.True((double)r.Attribute("width")! > 0));
    }

    [Fact]
    public void The_terminal_shows_what_is_wrong()
    {
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        ConsoleReport.Print(Results.Report(), console);
        Assert.Contains("a < b & c | d", text.ToString());
        Assert.Contains("wrong: small, second, NativeTorch, scope", text.ToString());
        Assert.Contains("left out: jax_peer", text.ToString());
    }
}

using Spectre.Console;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>The report on the terminal.</summary>
static class ConsoleReport
{
    public static void Print(Report report, IAnsiConsole console)
    {
        foreach (var (suite, threads, results) in report.Parts())
            Print(Table.Of(Report.Title(suite, threads), results), console);
        foreach (string reason in report.LeftOut)
            console.MarkupLineInterpolated($"[yellow]left out:[/] {reason}");
        foreach (Result wrong in report.Wrong)
            console.MarkupLineInterpolated($"[red]wrong:[/] {wrong.Suite}, {wrong.Case}, {wrong.Who}, {wrong.Threads} threads: {wrong.Check}");
        PrintMeans(report, console);
    }

    static void Print(Table table, IAnsiConsole console)
    {
        var grid = new Spectre.Console.Table { Title = new(Markup.Escape(table.Title)), Border = TableBorder.Simple };
        foreach (string column in table.Columns)
            grid.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        string previous = "";
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string[] cells = [.. table.Rows[i].Select(Markup.Escape)];
            string name = cells[0];
            if (name == previous)
                cells[0] = "";
            previous = name;
            grid.AddRow(table.Marked.Contains(i) ? Array.ConvertAll(cells, cell => $"[red]{cell}[/]") : cells);
        }
        console.Write(grid);
    }

    static void PrintMeans(Report report, IAnsiConsole console)
    {
        var grid = new Spectre.Console.Table { Title = new("Geometric mean: times as fast as the peer"), Border = TableBorder.Simple };
        grid.AddColumns("suite", "threads", "framework", "times", "cases");
        foreach (GeometricMean mean in report.Means())
            grid.AddRow(mean.Suite, $"{mean.Threads}", Markup.Escape(mean.Who), Number.Ratio(mean.Ratio), $"{mean.Cases}");
        console.Write(grid);
    }
}

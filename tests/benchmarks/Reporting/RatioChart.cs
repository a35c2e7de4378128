using System.Text;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>Horizontal bars of ratios on a logarithmic axis: to the right of 1 is faster than the peer, to the left slower.</summary>
static class RatioChart
{
    const double LabelWidth = 380, PlotWidth = 480, NumberWidth = 60, BarHeight = 9, Gap = 6, TitleHeight = 50, Margin = 12;

    static readonly string[] Colors = ["#6ea8fe", "#0d6efd", "#084298", "#20c997", "#fd7e14"];

    /// <summary>One bar.</summary>
    public readonly record struct Bar(string Series, double Ratio);

    /// <summary>Bars under one title.</summary>
    /// <param name="Groups">Cases with the bars of each.</param>
    public sealed record Panel(string Title, IReadOnlyList<(string Name, IReadOnlyList<Bar> Bars)> Groups);

    public static string Draw(IReadOnlyList<Panel> panels)
    {
        string[] series = [.. panels.SelectMany(p => p.Groups).SelectMany(g => g.Bars).Select(b => b.Series).Distinct()];
        double reach = Reach(panels.SelectMany(p => p.Groups).SelectMany(g => g.Bars).Select(b => b.Ratio));
        double height = Margin + panels.Sum(Height), width = LabelWidth + PlotWidth + NumberWidth + 2 * Margin;
        StringBuilder svg = Svg.Begin(width, height, "font-family=\"sans-serif\" font-size=\"11\"");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        double y = 0;
        foreach (Panel panel in panels)
        {
            Draw(svg, panel, series, reach, y);
            y += Height(panel);
        }
        return Svg.End(svg);
    }

    static double Height(Panel panel) => TitleHeight + Margin + panel.Groups.Sum(g => g.Bars.Count * BarHeight + Gap);

    /// <summary>The axis goes from 1 / reach to reach, a power of two.</summary>
    static double Reach(IEnumerable<double> ratios)
    {
        double most = ratios.Select(r => Math.Max(r, 1 / r)).Append(2).Max();
        return Math.Pow(2, Math.Ceiling(Math.Log2(Math.Min(most, 1 << 12))));
    }

    static void Draw(StringBuilder svg, Panel panel, string[] series, double reach, double top)
    {
        double X(double ratio) =>
            Margin + LabelWidth + PlotWidth * (0.5 + Math.Log(Math.Clamp(ratio, 1 / reach, reach)) / Math.Log(reach) / 2);
        Svg.Text(svg, Margin, top + Margin + 8, panel.Title, "font-weight=\"bold\"");
        for (int i = 0; i < series.Length; i++)
        {
            double x = Margin + LabelWidth + i * 150;
            Svg.Rect(svg, x, top + Margin + 14, 9, 9, $"fill=\"{Colors[i % Colors.Length]}\"");
            Svg.Text(svg, x + 13, top + Margin + 22, series[i]);
        }
        double y = top + TitleHeight, bottom = top + Height(panel) - Margin;
        for (double tick = 1 / reach; tick <= reach; tick *= reach > 64 ? 4 : 2)
        {
            Svg.Line(svg, X(tick), y, X(tick), bottom, tick == 1 ? "stroke=\"#000\"" : "stroke=\"#ddd\"");
            Svg.Text(svg, X(tick), y - 3, tick < 1 ? $"1/{1 / tick:0}" : $"{tick:0}",
                "text-anchor=\"middle\" fill=\"#555\" font-size=\"9\"");
        }
        foreach (var (name, bars) in panel.Groups)
        {
            Svg.Text(svg, Margin + LabelWidth - 6, y + (bars.Count * BarHeight + Gap) / 2 + 3, name, "text-anchor=\"end\"");
            foreach (Bar bar in bars)
            {
                double from = Math.Min(X(1), X(bar.Ratio)), to = Math.Max(X(1), X(bar.Ratio));
                Svg.Rect(svg, from, y + Gap / 2, Math.Max(to - from, 1), BarHeight - 1,
                    $"fill=\"{Colors[Array.IndexOf(series, bar.Series) % Colors.Length]}\"");
                Svg.Text(svg, to + 3, y + Gap / 2 + BarHeight - 2, Number.Ratio(bar.Ratio), "font-size=\"8\"");
                y += BarHeight;
            }
            y += Gap;
        }
    }
}

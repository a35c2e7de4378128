using System.Globalization;
using System.Net;
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
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        double y = 0;
        foreach (Panel panel in panels)
        {
            Draw(svg, panel, series, reach, y);
            y += Height(panel);
        }
        return svg.Append("</svg>\n").ToString();
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
        double X(double ratio) => Margin + LabelWidth + PlotWidth * (0.5 + Math.Log(Math.Clamp(ratio, 1 / reach, reach)) / Math.Log(reach) / 2);
        Text(svg, Margin, top + Margin + 8, panel.Title, "font-weight=\"bold\"");
        for (int i = 0; i < series.Length; i++)
        {
            double x = Margin + LabelWidth + i * 150;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(top + Margin + 14)}\" width=\"9\" height=\"9\" fill=\"{Colors[i % Colors.Length]}\"/>\n");
            Text(svg, x + 13, top + Margin + 22, series[i]);
        }
        double y = top + TitleHeight, bottom = top + Height(panel) - Margin;
        for (double tick = 1 / reach; tick <= reach; tick *= reach > 64 ? 4 : 2)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{N(X(tick))}\" y1=\"{N(y)}\" x2=\"{N(X(tick))}\" y2=\"{N(bottom)}\" stroke=\"{(tick == 1 ? "#000" : "#ddd")}\"/>\n");
            Text(svg, X(tick), y - 3, tick < 1 ? $"1/{1 / tick:0}" : $"{tick:0}", "text-anchor=\"middle\" fill=\"#555\" font-size=\"9\"");
        }
        foreach (var (name, bars) in panel.Groups)
        {
            Text(svg, Margin + LabelWidth - 6, y + (bars.Count * BarHeight + Gap) / 2 + 3, name, "text-anchor=\"end\"");
            foreach (Bar bar in bars)
            {
                double from = Math.Min(X(1), X(bar.Ratio)), to = Math.Max(X(1), X(bar.Ratio));
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(from)}\" y=\"{N(y + Gap / 2)}\" width=\"{N(Math.Max(to - from, 1))}\" height=\"{N(BarHeight - 1)}\" fill=\"{Colors[Array.IndexOf(series, bar.Series) % Colors.Length]}\"/>\n");
                Text(svg, to + 3, y + Gap / 2 + BarHeight - 2, Number.Ratio(bar.Ratio), "font-size=\"8\"");
                y += BarHeight;
            }
            y += Gap;
        }
    }

    static void Text(StringBuilder svg, double x, double y, string text, string attributes = "") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>{WebUtility.HtmlEncode(text)}</text>\n");

    static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

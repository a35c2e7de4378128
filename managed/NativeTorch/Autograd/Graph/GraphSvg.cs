using System.Globalization;
using System.Net;
using System.Text;

namespace NativeTorch;

/// <summary>Draws a graph without the help of another program.</summary>
static class GraphSvg
{
    const double CharWidth = 7.3, LineHeight = 15, Padding = 8, LayerGap = 36, Margin = 12;

    public static string Draw(AutogradGraph graph)
    {
        double[] widths = [.. graph.Nodes.Select(node => node.Label.Max(line => line.Length) * CharWidth + 2 * Padding)];
        double[] heights = [.. graph.Nodes.Select(node => node.Label.Count * LineHeight + 2 * Padding)];
        var layout = new GraphLayout(widths, [.. graph.Edges.Select(edge => (edge.From, edge.To))]);

        var layerHeights = new double[layout.Layers.Count];
        for (int i = 0; i < widths.Length; i++)
            layerHeights[layout.Nodes[i].Layer] = Math.Max(layerHeights[layout.Nodes[i].Layer], heights[i]);
        var middles = new double[layerHeights.Length];
        double y = Margin;
        for (int i = 0; i < middles.Length; i++)
        {
            middles[i] = y + layerHeights[i] / 2;
            y += layerHeights[i] + LayerGap;
        }

        var svg = new StringBuilder();
        string width = Number(layout.Width + 2 * Margin), height = Number(Math.Max(y - LayerGap, 0) + Margin);
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"12\">\n");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n");
        for (int i = 0; i < graph.Edges.Count; i++)
            DrawEdge(svg, layout.Edges[i], middles, heights[graph.Edges[i].From] / 2, heights[graph.Edges[i].To] / 2);
        foreach (AutogradGraphNode node in graph.Nodes)
            DrawNode(svg, node, layout.Nodes[node.Number].X + Margin, middles[layout.Nodes[node.Number].Layer], widths[node.Number], heights[node.Number]);
        return svg.Append("</svg>\n").ToString();
    }

    static void DrawEdge(StringBuilder svg, GraphLayout.Point[] points, double[] middles, double halfFrom, double halfTo)
    {
        (double X, double Y)[] at = [.. points.Select(point => (point.X + Margin, middles[point.Layer]))];
        at[0].Y += halfFrom;
        at[^1].Y -= halfTo;
        svg.Append($"<path d=\"M{Number(at[0].X)} {Number(at[0].Y)}");
        for (int i = 1; i < at.Length; i++)
        {
            double half = (at[i - 1].Y + at[i].Y) / 2;
            svg.Append($"C{Number(at[i - 1].X)} {Number(half)} {Number(at[i].X)} {Number(half)} {Number(at[i].X)} {Number(at[i].Y)}");
        }
        svg.Append("\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#arrow)\"/>\n");
    }

    static void DrawNode(StringBuilder svg, AutogradGraphNode node, double x, double y, double width, double height)
    {
        string fill = node.IsLeaf ? "#cfe2ff" : node.IsOutput ? "#d1e7dd" : "#eeeeee";
        svg.Append($"<g><rect x=\"{Number(x - width / 2)}\" y=\"{Number(y - height / 2)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{(node.IsLeaf ? 10 : 2)}\" fill=\"{fill}\" stroke=\"#555\"/>\n");
        for (int line = 0; line < node.Label.Count; line++)
        {
            double baseline = y - height / 2 + Padding + (line + 0.8) * LineHeight;
            svg.Append($"<text x=\"{Number(x)}\" y=\"{Number(baseline)}\" text-anchor=\"middle\"{(line == 0 ? " font-weight=\"bold\"" : "")}>{WebUtility.HtmlEncode(node.Label[line])}</text>\n");
        }
        svg.Append("</g>\n");
    }

    static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

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

        StringBuilder svg = Svg.Begin(layout.Width + 2 * Margin, Math.Max(y - LayerGap, 0) + Margin,
            "font-family=\"monospace\" font-size=\"12\"");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" ")
            .Append("orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n");
        for (int i = 0; i < graph.Edges.Count; i++)
            DrawEdge(svg, layout.Edges[i], middles, heights[graph.Edges[i].From] / 2, heights[graph.Edges[i].To] / 2);
        foreach (AutogradGraphNode node in graph.Nodes)
            DrawNode(svg, node, layout.Nodes[node.Number].X + Margin, middles[layout.Nodes[node.Number].Layer], widths[node.Number],
                heights[node.Number]);
        return Svg.End(svg);
    }

    static void DrawEdge(StringBuilder svg, GraphLayout.Point[] points, double[] middles, double halfFrom, double halfTo)
    {
        (double X, double Y)[] at = [.. points.Select(point => (point.X + Margin, middles[point.Layer]))];
        at[0].Y += halfFrom;
        at[^1].Y -= halfTo;
        svg.Append($"<path d=\"M{Svg.Number(at[0].X)} {Svg.Number(at[0].Y)}");
        for (int i = 1; i < at.Length; i++)
        {
            double half = (at[i - 1].Y + at[i].Y) / 2;
            (string from, string to, string middle) = (Svg.Number(at[i - 1].X), Svg.Number(at[i].X), Svg.Number(half));
            svg.Append($"C{from} {middle} {to} {middle} {to} {Svg.Number(at[i].Y)}");
        }
        svg.Append("\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#arrow)\"/>\n");
    }

    static void DrawNode(StringBuilder svg, AutogradGraphNode node, double x, double y, double width, double height)
    {
        string fill = node.IsLeaf ? "#cfe2ff" : node.IsOutput ? "#d1e7dd" : "#eeeeee";
        svg.Append($"<g><rect {Svg.Place(x - width / 2, y - height / 2, width, height)} rx=\"{(node.IsLeaf ? 10 : 2)}\" ")
            .Append($"fill=\"{fill}\" stroke=\"#555\"/>\n");
        for (int line = 0; line < node.Label.Count; line++)
        {
            double baseline = y - height / 2 + Padding + (line + 0.8) * LineHeight;
            Svg.Text(svg, x, baseline, node.Label[line],
                line == 0 ? "text-anchor=\"middle\" font-weight=\"bold\"" : "text-anchor=\"middle\"");
        }
        svg.Append("</g>\n");
    }
}

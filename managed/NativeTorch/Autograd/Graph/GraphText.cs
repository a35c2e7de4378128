using System.Text;

namespace NativeTorch;

/// <summary>Graphs in the languages of other programs.</summary>
static class GraphText
{
    public static string Mermaid(AutogradGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (AutogradGraphNode node in graph.Nodes)
        {
            string label = string.Join("<br/>", node.Label.Select(line => line.Replace("\"", "#quot;").Replace("<", "#lt;")));
            text.Append(node.IsLeaf ? $"    n{node.Number}([\"{label}\"])\n" : $"    n{node.Number}[\"{label}\"]\n");
        }
        foreach (AutogradGraphEdge edge in graph.Edges)
            text.Append($"    n{edge.From} --> n{edge.To}\n");
        return text.ToString();
    }

    public static string Dot(AutogradGraph graph)
    {
        var text = new StringBuilder("digraph autograd {\n    node [shape=box, fontname=monospace];\n");
        foreach (AutogradGraphNode node in graph.Nodes)
        {
            string label = string.Join("\\n", node.Label.Select(line => line.Replace("\\", "\\\\").Replace("\"", "\\\"")));
            text.Append($"    n{node.Number} [label=\"{label}\"{(node.IsLeaf ? ", style=rounded" : "")}];\n");
        }
        foreach (AutogradGraphEdge edge in graph.Edges)
            text.Append($"    n{edge.From} -> n{edge.To};\n");
        return text.Append("}\n").ToString();
    }
}

using System.Globalization;
using System.Xml.Linq;
using NativeTorch.NN;

namespace NativeTorch.Tests;

public class GraphTests
{
    static (Tensor X, Tensor Y, Tensor Z) PowerOfSum()
    {
        Tensor x = Torch.Tensor([2.0]).RequiresGrad_(), y = Torch.Tensor([3.0]).RequiresGrad_();
        return (x, y, (x * y).Pow(x + y));
    }

    [Fact]
    public void The_walk_of_the_seeds_prints_PyTorchs_names_and_edges()
    {
        var lines = new List<string>();
        void Walk(GradNode? node, int depth)
        {
            if (node is null)
                return;
            lines.Add(new string(' ', depth) + node.Name);
            foreach ((GradNode? next, int _) in node.NextFunctions)
                Walk(next, depth + 1);
        }
        Walk(PowerOfSum().Z.GradFn, 0);
        Assert.Equal(
        [
            "PowBackward1", " MulBackward0", "  AccumulateGrad", "  AccumulateGrad", " AddBackward0", "  AccumulateGrad", "  AccumulateGrad",
        ], lines);
    }

    [Fact]
    public void Nodes_are_there_once_with_shapes_and_bytes()
    {
        var (x, y, z) = PowerOfSum();
        AutogradGraph graph = Autograd.Graph(z, [("x", x), ("y", y)]);
        Assert.Equal(["PowBackward1", "AccumulateGrad", "AccumulateGrad", "AddBackward0", "MulBackward0"],
            graph.Nodes.Select(n => n.Name).OrderBy(n => n != "PowBackward1").ThenBy(n => n, StringComparer.Ordinal));
        Assert.Equal(6, graph.Edges.Count);
        Assert.True(graph.Nodes[0].IsOutput);
        Assert.Equal(["x", "y"], graph.Nodes.Where(n => n.IsLeaf).Select(n => n.LeafName).Order());
        Assert.Equal((Dtype.Float64, [1]), graph.Nodes[0].Outputs[0]);
        Assert.Equal(3 * 8 + 2 * 8, graph.SavedBytes); // base, exponent and result of pow; both factors
        Assert.Throws<AutogradException>(() => Autograd.Graph(x));
    }

    [Fact]
    public void Mermaid_and_dot()
    {
        var (x, y, z) = PowerOfSum();
        AutogradGraph graph = Autograd.Graph(z, [("x", x), ("a \"name\"", y)]);
        string mermaid = graph.ToMermaid(), dot = graph.ToDot();
        Assert.StartsWith("flowchart TD\n    n0[\"PowBackward1<br/>float64 (1,)<br/>keeps 24 B\"]\n", mermaid);
        Assert.Contains("a #quot;name#quot;", mermaid);
        Assert.StartsWith("digraph autograd {", dot);
        Assert.Contains("n0 [label=\"PowBackward1\\nfloat64 (1,)\\nkeeps 24 B\"];", dot);
        Assert.Contains("a \\\"name\\\"", dot);
        foreach (AutogradGraphEdge edge in graph.Edges)
        {
            Assert.Contains($"n{edge.From} --> n{edge.To}\n", mermaid);
            Assert.Contains($"n{edge.From} -> n{edge.To};\n", dot);
        }
    }

    [Fact]
    public void Svg_has_every_node_inside_of_the_picture_and_none_over_another()
    {
        var net = new Sequential(new Conv2d(1, 4, 3), new ReLU(), new Flatten(), new Linear(144, 10));
        Tensor input = Torch.Randn(2, 1, 8, 8), output = net.Forward(input);
        Tensor loss = F.CrossEntropy(output, Torch.Tensor([1L, 2])) + output.Square().Mean();
        AutogradGraph graph = Autograd.Graph(loss, net.NamedParameters());
        XElement svg = XDocument.Parse(graph.ToSvg()).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        double Of(XElement e, string name) => double.Parse(e.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var boxes = svg.Descendants(ns + "rect").Select(e => (X: Of(e, "x"), Y: Of(e, "y"), W: Of(e, "width"), H: Of(e, "height"))).ToArray();
        Assert.Equal(graph.Nodes.Count, boxes.Length);
        Assert.Equal(graph.Edges.Count, svg.Elements(ns + "path").Count());
        Assert.All(boxes, b => Assert.True(b.X >= 0 && b.Y >= 0 && b.X + b.W <= Of(svg, "width") && b.Y + b.H <= Of(svg, "height")));
        foreach (var (a, i) in boxes.Select((box, i) => (box, i)))
            foreach (var b in boxes.Skip(i + 1))
                Assert.False(a.X < b.X + b.W && b.X < a.X + a.W && a.Y < b.Y + b.H && b.Y < a.Y + a.H, $"{a} overlaps {b}");
        var texts = svg.Descendants(ns + "text").Select(t => t.Value).ToArray();
        Assert.Contains("0.weight", texts);
        Assert.Contains("float32 (4, 1, 3, 3)", texts);
        // Data goes down.
        foreach (AutogradGraphEdge edge in graph.Edges)
            Assert.True(boxes[edge.From].Y + boxes[edge.From].H <= boxes[edge.To].Y);
    }

    [Fact]
    public void A_graph_of_many_nodes_is_walked_without_recursion()
    {
        Tensor x = Torch.Tensor([1.0]).RequiresGrad_();
        for (int i = 0; i < 20_000; i++)
            x = -x;
        Assert.Equal(20_001, Autograd.Graph(x).Nodes.Count);
    }
}

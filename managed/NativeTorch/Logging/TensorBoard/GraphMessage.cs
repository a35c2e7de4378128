using System.Text;

namespace NativeTorch.Logging;

/// <summary>TensorFlow's GraphDef message of an autograd graph, in the direction of the data.</summary>
static class GraphMessage
{
    // GraphDef: node = 1, versions = 4 {producer = 1}
    // NodeDef: name = 1, op = 2, input = 3, attr = 5, a map
    // AttrValue: list = 1 {shape = 7}, s = 2, type = 6
    const int Producer = 22;

    /// <summary>The graph.</summary>
    /// <param name="graph">The nodes and edges.</param>
    /// <param name="scopeOf">The path before a node's name, with "/" between its parts.</param>
    public static ProtoWriter Of(AutogradGraph graph, Func<AutogradGraphNode, string> scopeOf)
    {
        var names = new Dictionary<int, string>();
        var taken = new HashSet<string>();
        // The list begins at the results.
        foreach (AutogradGraphNode node in graph.Nodes.Reverse())
            names[node.Number] = Unique(node.LeafName is null ? $"{scopeOf(node)}/{Op(node)}".TrimStart('/') : scopeOf(node), taken);
        ILookup<int, AutogradGraphEdge> inputs = graph.Edges.ToLookup(edge => edge.To);
        var message = new ProtoWriter();
        foreach (AutogradGraphNode node in graph.Nodes.Reverse())
            message.Message(1, Node(names[node.Number], Op(node), inputs[node.Number].OrderBy(edge => edge.Input)
                .Select(edge => Source(names, edge)), node.Outputs));
        int results = 0;
        foreach (AutogradGraphNode node in graph.Nodes.Where(node => node.IsOutput))
            message.Message(1, Node($"output/output.{++results}", "IO Node", [names[node.Number]], node.Outputs));
        return message.Message(4, new ProtoWriter().Integer(1, Producer));
    }

    /// <summary>The run metadata that goes with a graph: all of it on one device.</summary>
    public static ProtoWriter RunMetadata() =>
        new ProtoWriter().Message(1, new ProtoWriter().Message(1, new ProtoWriter().String(1, "/device:CPU:0")));

    static ProtoWriter Node(string name, string op, IEnumerable<string> inputs, IReadOnlyList<(Dtype Dtype, Shape Shape)> outputs)
    {
        ProtoWriter node = new ProtoWriter().String(1, name).String(2, op);
        foreach (string input in inputs)
            node.String(3, input);
        if (outputs.Count == 0)
            return node;
        ProtoWriter shapes = new ProtoWriter().Messages(7, outputs, output => SummaryMessage.Shape(output.Shape.ToArray()));
        return node.Message(5, Attribute("_output_shapes", new ProtoWriter().Message(1, shapes)))
            .Message(5, Attribute("dtype", new ProtoWriter().Integer(6, DataType(outputs[0].Dtype))))
            .Message(5, Attribute("attr", new ProtoWriter()
                .Raw(2, Encoding.UTF8.GetBytes(string.Join(", ", outputs.Select(o => $"{o.Dtype.TorchName} {o.Shape}"))))));
    }

    static ProtoWriter Attribute(string name, ProtoWriter value) => new ProtoWriter().String(1, name).Message(2, value);

    // TensorFlow's way to name another than the first result.
    static string Source(Dictionary<int, string> names, AutogradGraphEdge edge) => edge.OutputNr == 0 ? names[edge.From]
        : $"{names[edge.From]}:{edge.OutputNr}";

    static string Op(AutogradGraphNode node) => !node.IsLeaf ? node.Name.Split("Backward")[0] : node.LeafName == SummaryWriter.InputName
        ? "IO Node" : "Parameter";

    static string Unique(string name, HashSet<string> taken)
    {
        string unique = name;
        for (int i = 1; !taken.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }

    /// <summary>TensorFlow's numbers of dtypes.</summary>
    static int DataType(Dtype dtype) => dtype switch
    {
        Dtype.Float32 => 1,
        Dtype.Float64 => 2,
        Dtype.Int32 => 3,
        Dtype.UInt8 => 4,
        Dtype.Int16 => 5,
        Dtype.Int8 => 6,
        Dtype.Int64 => 9,
        Dtype.Bool => 10,
        Dtype.BFloat16 => 14,
        Dtype.Float16 => 19,
        _ => throw new DtypeMismatchException($"[add_graph] TensorFlow has no {dtype.TorchName}"),
    };
}

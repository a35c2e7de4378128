using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>The graph behind some tensors, as a list of nodes and edges, and as a drawing.</summary>
/// <remarks>Arrows go as the data went: from leaves to results. A gradient goes against them.
/// <code>
/// File.WriteAllText("loss.svg", Autograd.Graph(loss).ToSvg());
/// </code></remarks>
public sealed class AutogradGraph
{
    readonly List<AutogradGraphNode> nodes = [];
    readonly List<AutogradGraphEdge> edges = [];

    internal AutogradGraph(ReadOnlySpan<Tensor> outputs, IEnumerable<(string Name, Tensor Tensor)> names)
    {
        var nameOf = new Dictionary<nint, string>();
        foreach ((string name, Tensor tensor) in names)
        {
            using var self = new TensorRef(tensor);
            nameOf[self.Handle] = name;
        }
        var numbers = new Dictionary<GradNode, int>();
        var pending = new Stack<int>();
        int Number(GradNode node)
        {
            if (!numbers.TryGetValue(node, out int number))
            {
                numbers.Add(node, number = nodes.Count);
                nodes.Add(new AutogradGraphNode(number, node, LeafName(node, nameOf)));
                pending.Push(number);
            }
            return number;
        }
        foreach (Tensor output in outputs)
        {
            GradNode node = output.GradFn ?? throw new AutogradException($"[graph] a {output.Shape} tensor has no graph behind it: it is a leaf, or requires no gradient");
            nodes[Number(node)].IsOutput = true;
        }
        while (pending.TryPop(out int from))
            foreach (var ((next, outputNr), input) in nodes[from].Node.NextFunctions.Select((next, i) => (next, i)))
                if (next is not null)
                    edges.Add(new AutogradGraphEdge(Number(next), outputNr, from, input));
    }

    /// <summary>The nodes; the first ones are those of the outputs.</summary>
    public IReadOnlyList<AutogradGraphNode> Nodes => nodes;

    /// <summary>The edges, in the direction of the data.</summary>
    public IReadOnlyList<AutogradGraphEdge> Edges => edges;

    /// <summary>Bytes that the nodes keep for their derivatives. A tensor that two nodes keep counts twice.</summary>
    public long SavedBytes => nodes.Sum(node => node.SavedBytes);

    /// <summary>The graph as a Mermaid flowchart, which Markdown viewers draw.</summary>
    public string ToMermaid() => GraphText.Mermaid(this);

    /// <summary>The graph in Graphviz' language.</summary>
    public string ToDot() => GraphText.Dot(this);

    /// <summary>The graph as a picture, in layers from the leaves down to the outputs.</summary>
    public string ToSvg() => GraphSvg.Draw(this);

    static string? LeafName(GradNode node, Dictionary<nint, string> names)
    {
        if (names.Count == 0 || node.Variable is not { } leaf)
            return null;
        using (leaf)
        {
            using var self = new TensorRef(leaf);
            return names.GetValueOrDefault(self.Handle);
        }
    }
}

/// <summary>A node of an <see cref="AutogradGraph"/>.</summary>
public sealed class AutogradGraphNode
{
    internal AutogradGraphNode(int number, GradNode node, string? leafName)
    {
        (Number, Node, Name, LeafName, Outputs, SavedBytes) = (number, node, node.Name, leafName, node.Outputs, node.SavedBytes);
        using Tensor? leaf = node.Variable;
        IsLeaf = leaf is not null;
    }

    /// <summary>Its place in <see cref="AutogradGraph.Nodes"/>.</summary>
    public int Number { get; }

    /// <summary>The node itself.</summary>
    public GradNode Node { get; }

    /// <summary>PyTorch's name of the node, for example "MulBackward0".</summary>
    public string Name { get; }

    /// <summary>The name that was given for the leaf behind it; null for other nodes.</summary>
    public string? LeafName { get; }

    /// <summary>Whether it is the AccumulateGrad of a leaf.</summary>
    public bool IsLeaf { get; }

    /// <summary>Whether it made one of the tensors that the graph was asked for.</summary>
    public bool IsOutput { get; internal set; }

    /// <summary>What the results of its op are.</summary>
    public IReadOnlyList<(Dtype Dtype, Shape Shape)> Outputs { get; }

    /// <summary>Bytes of what it keeps for its derivative.</summary>
    public long SavedBytes { get; }

    /// <summary>What a drawing says of it, a line each: names, dtypes and shapes, bytes.</summary>
    public IReadOnlyList<string> Label =>
    [
        LeafName ?? Name,
        .. Outputs.Select(o => $"{o.Dtype.TorchName} {o.Shape}"),
        .. SavedBytes > 0 ? [$"keeps {Bytes(SavedBytes)}"] : Array.Empty<string>(),
    ];

    static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => FormattableString.Invariant($"{bytes / 1048576.0:0.#} MiB"),
        _ => FormattableString.Invariant($"{bytes / 1073741824.0:0.##} GiB"),
    };
}

/// <summary>An edge of an <see cref="AutogradGraph"/>: a result of one node's op that was an input of another's.</summary>
/// <param name="From">The node whose op made it.</param>
/// <param name="OutputNr">Which of that op's results it is.</param>
/// <param name="To">The node whose op used it.</param>
/// <param name="Input">As which input.</param>
public readonly record struct AutogradGraphEdge(int From, int OutputNr, int To, int Input);

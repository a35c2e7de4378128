namespace NativeTorch;

/// <summary>Places a graph's nodes in layers, after Sugiyama: every edge goes down at least one layer; one that spans several
/// gets a point in each; points are ordered by where their neighbours are, then moved towards them.</summary>
sealed class GraphLayout
{
    const int Sweeps = 8;
    const double Gap = 24;

    readonly List<List<Point>> layers = [];

    /// <param name="widths">The width of each node.</param>
    /// <param name="edges">From a node to one below it.</param>
    public GraphLayout(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To)> edges)
    {
        int[] depth = Depths(widths.Count, edges);
        int last = depth.DefaultIfEmpty(-1).Max();
        for (int i = 0; i <= last; i++)
            layers.Add([]);
        Nodes = [.. widths.Select((width, node) => Add(last - depth[node], width))];
        Edges = [.. edges.Select(edge => Path(Nodes[edge.From], Nodes[edge.To]))];
        for (int sweep = 0; sweep < Sweeps; sweep++)
            Order(down: sweep % 2 == 0);
        foreach (List<Point> layer in layers)
            Pack(layer);
        for (int sweep = 0; sweep < Sweeps; sweep++)
            Pull(down: sweep % 2 == 0);
        double left = layers.SelectMany(l => l).Select(p => p.X - p.Width / 2).DefaultIfEmpty(0).Min();
        foreach (Point point in layers.SelectMany(l => l))
            point.X -= left;
        Width = layers.SelectMany(l => l).Select(p => p.X + p.Width / 2).DefaultIfEmpty(0).Max();
    }

    /// <summary>Where each node is.</summary>
    public Point[] Nodes { get; }

    /// <summary>The points that each edge goes through, with both ends.</summary>
    public Point[][] Edges { get; }

    /// <summary>The points of each layer, from the left.</summary>
    public IReadOnlyList<IReadOnlyList<Point>> Layers => layers;

    /// <summary>How wide all is.</summary>
    public double Width { get; }

    public sealed class Point(int layer, double width)
    {
        public int Layer { get; } = layer;
        public double Width { get; } = width;
        public double X { get; set; }
        public List<Point> Above { get; } = [];
        public List<Point> Below { get; } = [];
    }

    /// <summary>The longest way from each node down to one that nothing uses; a graph of gradients has no cycles.</summary>
    static int[] Depths(int count, IReadOnlyList<(int From, int To)> edges)
    {
        ILookup<int, int> above = edges.ToLookup(edge => edge.To, edge => edge.From);
        int[] waiting = new int[count], depth = new int[count];
        foreach ((int from, _) in edges)
            waiting[from]++;
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(node => waiting[node] == 0));
        while (ready.TryDequeue(out int node))
            foreach (int next in above[node])
            {
                depth[next] = Math.Max(depth[next], depth[node] + 1);
                if (--waiting[next] == 0)
                    ready.Enqueue(next);
            }
        return depth;
    }

    Point Add(int layer, double width)
    {
        var point = new Point(layer, width);
        layers[layer].Add(point);
        return point;
    }

    Point[] Path(Point from, Point to)
    {
        List<Point> path = [from];
        for (int layer = from.Layer + 1; layer < to.Layer; layer++)
            path.Add(Add(layer, 0));
        path.Add(to);
        foreach ((Point above, Point below) in path.Zip(path.Skip(1)))
        {
            above.Below.Add(below);
            below.Above.Add(above);
        }
        return [.. path];
    }

    void Order(bool down)
    {
        foreach (List<Point> layer in down ? layers : Enumerable.Reverse(layers))
        {
            // X is the place in the order until the layers are packed.
            Point[] ordered = [.. layer.OrderBy(point => Mean(down ? point.Above : point.Below) ?? point.X)];
            layer.Clear();
            layer.AddRange(ordered);
            for (int i = 0; i < ordered.Length; i++)
                ordered[i].X = i;
        }
    }

    void Pull(bool down)
    {
        foreach (List<Point> layer in down ? layers : Enumerable.Reverse(layers))
        {
            double[] wanted = [.. layer.Select(point => Mean(down ? point.Above : point.Below) ?? point.X)];
            double before = wanted.Length > 0 ? wanted.Average() : 0;
            for (int i = 0; i < layer.Count; i++)
                layer[i].X = i == 0 ? wanted[i] : Math.Max(wanted[i], layer[i - 1].X + Apart(layer[i - 1], layer[i]));
            double shift = layer.Count > 0 ? before - layer.Average(point => point.X) : 0;
            foreach (Point point in layer)
                point.X += shift;
        }
    }

    static void Pack(List<Point> layer)
    {
        for (int i = 0; i < layer.Count; i++)
            layer[i].X = i == 0 ? 0 : layer[i - 1].X + Apart(layer[i - 1], layer[i]);
        double middle = layer.Count > 0 ? layer[^1].X / 2 : 0;
        foreach (Point point in layer)
            point.X -= middle;
    }

    static double Apart(Point left, Point right) => (left.Width + right.Width) / 2 + Gap;

    static double? Mean(List<Point> points) => points.Count == 0 ? null : points.Average(point => point.X);
}

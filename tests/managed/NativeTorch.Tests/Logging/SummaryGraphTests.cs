using System.Text;
using NativeTorch.Logging;
using NativeTorch.NN;

namespace NativeTorch.Tests.Logging;

/// <summary>The graphs of models: which ops, within which modules, from what.</summary>
public sealed partial class SummaryGraphTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_models_ops_lie_within_its_modules()
    {
        var model = new Net();
        model.Head.Eval(); // stays so, and the others go back to training
        Node[] nodes = GraphOf(writer => writer.AddGraph(model, Torch.Ones(2, 3), model.Forward));
        Dictionary<string, Node> byName = nodes.ToDictionary(node => node.Name);
        Assert.Equal(
        [
            "Net/Add", "Net/Linear[head]/Addmm", "Net/Linear[head]/bias", "Net/Linear[head]/weight", "Net/Relu",
            "Net/Sequential[body]/Linear[0]/Addmm", "Net/Sequential[body]/Linear[0]/bias",
            "Net/Sequential[body]/Linear[0]/weight", "Net/Sequential[body]/Tanh[1]/Tanh", "input/input.1", "output/output.1",
        ], byName.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["input/input.1", "Net/Sequential[body]/Linear[0]/weight", "Net/Sequential[body]/Linear[0]/bias"],
            byName["Net/Sequential[body]/Linear[0]/Addmm"].Inputs);
        Assert.Equal(["Net/Sequential[body]/Tanh[1]/Tanh", "input/input.1"], byName["Net/Add"].Inputs);
        Assert.Equal(["Net/Linear[head]/Addmm"], byName["output/output.1"].Inputs);
        Assert.Equal(("Parameter", "IO Node", "Relu"),
            (byName["Net/Linear[head]/weight"].Op, byName["input/input.1"].Op, byName["Net/Relu"].Op));
        Assert.Contains("float32 (2, 3)", byName["Net/Add"].Attribute);
        Assert.Equal((true, true, false), (model.Training, model.Body.Training, model.Head.Training));
    }

    [Fact]
    public void The_hooks_are_gone_afterwards()
    {
        var model = new Sequential(new Linear(3, 2), new ReLU());
        GraphOf(writer => writer.AddGraph(model, Torch.Ones(1, 3)));
        Assert.All(model.Modules(), module => Assert.False(module.HasHooks));
    }

    [Fact]
    public void A_layer_that_runs_twice_is_there_twice()
    {
        var layer = new Tanh();
        Node[] nodes = GraphOf(writer => writer.AddGraph(new Sequential(layer, layer), Torch.Ones(1, 3)));
        Assert.Equal(["Sequential/Tanh[0]/Tanh", "Sequential/Tanh[0]/Tanh_1"], nodes.Select(n => n.Name).Where(n => n.Contains('['))
            .Order());
    }

    [Fact]
    public void What_a_module_without_hooks_does_is_its_own()
    {
        var model = new Recurrent();
        Node[] nodes = GraphOf(writer => writer.AddGraph(model, Torch.Ones(2, 3, 4), model.Forward));
        Assert.Contains(nodes, node => node.Name.StartsWith("Recurrent/LSTM[lstm]/") && node.Op != "Parameter");
        Assert.Contains(nodes, node => node.Name == "Recurrent/Mul");
        Assert.Contains(nodes, node => node.Name == "Recurrent/Add");
    }

    [Fact]
    public void A_graph_of_ops_has_the_names_of_its_leaves()
    {
        Tensor w = Torch.Ones([3], requiresGrad: true);
        Node[] nodes = GraphOf(writer => writer.AddGraph(Autograd.Graph((w * 2).Sum(), [("layer.weight", w)])));
        Assert.Equal(["Mul", "Sum", "layer/weight", "output/output.1"], nodes.Select(n => n.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_nothing_needs_a_gradient_there_is_no_graph()
    {
        using var writer = new SummaryWriter(folder);
        Assert.Throws<AutogradException>(() => writer.AddGraph(new Flatten(), Torch.Ones([1, 3], Dtype.Int64)));
    }

    Node[] GraphOf(Action<SummaryWriter> add)
    {
        using (var writer = new SummaryWriter(folder))
            add(writer);
        return Nodes(EventFile.Read(Directory.GetFiles(folder)[0]).Single(e => e.GraphDef is not null).GraphDef);
    }

    sealed record Node(string Name, string Op, string[] Inputs, string Attribute);

    static Node[] Nodes(byte[]? graph)
    {
        var nodes = new List<Node>();
        var reader = new ProtoReader(graph);
        while (reader.Next())
            if (reader.Field == 1)
                nodes.Add(ReadNode(reader.Raw()));
            else
                reader.Skip();
        return [.. nodes];
    }

    static Node ReadNode(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        string name = "", op = "", attribute = "";
        List<string> inputs = [];
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    name = reader.String();
                    break;
                case 2:
                    op = reader.String();
                    break;
                case 3:
                    inputs.Add(reader.String());
                    break;
                default:
                    attribute += Encoding.Latin1.GetString(reader.Raw());
                    break;
            }
        return new Node(name, op, [.. inputs], attribute);
    }

    sealed partial class Recurrent : Module
    {
        readonly LSTM lstm = new(4, 5);

        public Tensor Forward(Tensor x) => lstm.Forward(x * 2).Output + 1;
    }

    sealed partial class Net : Module
    {
        readonly Sequential body = new(new Linear(3, 3), new Tanh());
        readonly Linear head = new(3, 1);

        public Sequential Body => body;

        public Linear Head => head;

        public Tensor Forward(Tensor x) => head.Forward((body.Forward(x) + x).Relu());
    }
}

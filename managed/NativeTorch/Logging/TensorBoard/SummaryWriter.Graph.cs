using NativeTorch.NN;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>What a model's input is called in its graph.</summary>
    internal const string InputName = "input/input.1";

    /// <summary>Adds the graph of a model that maps a tensor to a tensor; see
    /// <see cref="AddGraph(Module, Tensor, Func{Tensor, Tensor})"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputToModel">An input.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_graph</c>.</remarks>
    /// <exception cref="AutogradException">Nothing in the output needs a gradient.</exception>
    public void AddGraph<TModel>(TModel model, Tensor inputToModel) where TModel : Module, ILayer
    {
        ArgumentNullException.ThrowIfNull(model);
        AddGraph(model, inputToModel, model.Forward);
    }

    /// <summary>Adds the graph of a model: the ops that autograd records in one run, within the modules that they run in, with
    /// their shapes.</summary>
    /// <param name="model">The model. It runs as in evaluation; afterwards its mode is as before.</param>
    /// <param name="inputToModel">An input.</param>
    /// <param name="forward">What runs the model: <c>net.Forward</c>.</param>
    /// <remarks>What needs no gradient is not recorded, and not shown. PyTorch: <c>SummaryWriter.add_graph</c>, which traces all
    /// ops.</remarks>
    /// <exception cref="AutogradException">Nothing in the output needs a gradient.</exception>
    public void AddGraph(Module model, Tensor inputToModel, Func<Tensor, Tensor> forward)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputToModel);
        ArgumentNullException.ThrowIfNull(forward);
        (Module Module, bool Training)[] modes = [.. model.Modules().Select(module => (module, module.Training))];
        using IDisposable grad = Torch.EnableGrad(), random = Torch.ForkRng();
        using var scopes = new ModuleScopes(model);
        Tensor input = inputToModel.Detach().Clone();
        input.RequiresGrad = input.Dtype.IsFloatingPoint;
        try
        {
            model.Eval();
            Tensor output = forward(input);
            scopes.Claim(output);
            AutogradGraph graph =
                Autograd.Graph(output, [(InputName, input), .. model.NamedParameters().Select(p => (p.Name, (Tensor)p.Parameter))]);
            AddGraph(GraphMessage.Of(graph, node => node.LeafName is null ? scopes[node.Node]
                : node.LeafName == InputName ? InputName : scopes.PathOf(node.LeafName)));
        }
        finally
        {
            foreach ((Module module, bool training) in modes)
                module.Training = training;
        }
    }

    /// <summary>Adds a graph of ops, as <see cref="Autograd.Graph(ReadOnlySpan{Tensor})"/> gives it. A "." in a leaf's name groups,
    /// as "/" does.</summary>
    /// <param name="graph">The graph.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_graph</c>.</remarks>
    public void AddGraph(AutogradGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddGraph(GraphMessage.Of(graph, node => node.LeafName?.Replace('.', '/') ?? ""));
    }

    void AddGraph(ProtoWriter graphDef)
    {
        EventFileWriter file = FileOf(LogDir);
        DateTimeOffset time = clock.GetUtcNow();
        file.Add(EventMessage.Graph(time, graphDef));
        file.Add(EventMessage.RunMetadata(time, "step1", GraphMessage.RunMetadata()));
    }
}

namespace NativeTorch.NN;

public abstract partial class Module
{
    /// <summary>
    /// All parameters and persistent buffers by name, in PyTorch's order. The tensors share memory with the module and are outside
    /// of the graph. PyTorch: <c>Module.state_dict</c>.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>();
        foreach ((string name, Tensor tensor) in NamedState(""))
            state[name] = tensor.Detach();
        return state;
    }

    /// <summary>
    /// Copies values into the parameters and buffers of the same names, converting dtype and device. Either all are copied or,
    /// where it throws, none. PyTorch: <c>Module.load_state_dict</c>.
    /// </summary>
    /// <param name="state">Values by name, such as another module's <see cref="StateDict"/>.</param>
    /// <param name="strict">Whether missing and unexpected names are an error.</param>
    /// <returns>What was missing or not expected, where <paramref name="strict"/> is false.</returns>
    /// <exception cref="StateDictException">Shapes differ, or names do and <paramref name="strict"/> is true.</exception>
    public LoadReport LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        var own = new OrderedDictionary<string, Tensor>(NamedState("").Select(s => KeyValuePair.Create(s.Name, s.Tensor)));
        var report = new LoadReport(
            [.. own.Keys.Where(name => !state.ContainsKey(name))],
            [.. state.Keys.Where(name => !own.ContainsKey(name))],
            [.. from s in own
                where state.TryGetValue(s.Key, out Tensor? value) && value.Shape != s.Value.Shape
                select new ShapeMismatch(s.Key, s.Value.Shape, state[s.Key].Shape)]);
        if (report.Mismatched.Count > 0 || (strict && !report.IsComplete))
            throw new StateDictException(GetType().Name, report);
        using var noGrad = Torch.NoGrad();
        foreach ((string name, Tensor tensor) in own)
            if (state.TryGetValue(name, out Tensor? value))
                tensor.Copy_(value);
        return report;
    }

    /// <summary>A module's own parameters, its own persistent buffers, then the modules within; what is shared comes under each name.</summary>
    IEnumerable<(string Name, Tensor Tensor)> NamedState(string prefix)
    {
        ModuleFields fields = Fields();
        foreach ((string name, Parameter parameter) in fields.Parameters)
            yield return (Join(prefix, name), parameter);
        foreach ((string name, Tensor buffer, bool persistent) in fields.Buffers)
            if (persistent)
                yield return (Join(prefix, name), buffer);
        foreach ((string name, Module module) in fields.Modules)
            foreach (var entry in module.NamedState(Join(prefix, name)))
                yield return entry;
    }
}

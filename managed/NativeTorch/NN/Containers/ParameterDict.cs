using System.Collections;

namespace NativeTorch.NN;

/// <summary>Parameters by name. PyTorch: <c>torch.nn.ParameterDict</c>.</summary>
public sealed class ParameterDict : Module, IEnumerable<KeyValuePair<string, Parameter>>
{
    OrderedDictionary<string, Parameter> items = [];

    /// <summary>How many parameters there are.</summary>
    public int Count => items.Count;

    /// <summary>The names in order. PyTorch: <c>ParameterDict.keys</c>.</summary>
    public IReadOnlyList<string> Keys => items.Keys;

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter this[string name] => items[name];

    /// <summary>Adds a parameter: <c>new ParameterDict { { "scale", new Parameter(Torch.Ones(3)) } }</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken.</exception>
    public void Add(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ModuleFields.CheckName(name);
        items.Add(name, parameter);
    }

    /// <summary>Names and parameters in order.</summary>
    public IEnumerator<KeyValuePair<string, Parameter>> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterFields(ModuleFields fields)
    {
        fields.Of(typeof(ParameterDict));
        foreach ((string name, Parameter parameter) in items)
            fields.Parameter(name, parameter);
    }

    /// <inheritdoc/>
    protected override void CopyFields(ModuleCopy copy) =>
        items = new(items.Select(item => KeyValuePair.Create(item.Key, copy.Of(item.Value))));
}

using System.Collections;

namespace NativeTorch.NN;

/// <summary>Parameters in a list, named "0", "1", ... PyTorch: <c>torch.nn.ParameterList</c>.</summary>
/// <remarks>An array or a List of parameters is refused by the compiler, because they would not be registered: this is what to use.</remarks>
public sealed class ParameterList : Module, IReadOnlyList<Parameter>
{
    List<Parameter> items = [];

    /// <summary>A list of the given parameters.</summary>
    public ParameterList(params Parameter[] parameters)
    {
        foreach (Parameter parameter in parameters)
            Add(parameter);
    }

    /// <summary>How many parameters there are.</summary>
    public int Count => items.Count;

    /// <summary>The parameter at a position; it can be replaced.</summary>
    public Parameter this[int index]
    {
        get => items[index];
        set => items[index] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Adds a parameter at the end. PyTorch: <c>ParameterList.append</c>.</summary>
    public void Add(Parameter parameter) => items.Add(parameter ?? throw new ArgumentNullException(nameof(parameter)));

    /// <summary>The parameters in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterFields(ModuleFields fields)
    {
        fields.Of(typeof(ParameterList));
        for (int i = 0; i < items.Count; i++)
            fields.Parameter($"{i}", items[i]);
    }

    /// <inheritdoc/>
    protected override void CopyFields(ModuleCopy copy) => items = items.ConvertAll(copy.Of);
}

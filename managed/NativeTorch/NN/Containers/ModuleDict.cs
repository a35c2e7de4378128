namespace NativeTorch.NN;

/// <summary>Modules by name. PyTorch: <c>torch.nn.ModuleDict</c>.</summary>
/// <typeparam name="T">What all of them are: a module class, or an interface such as <see cref="ILayer"/>.</typeparam>
public sealed partial class ModuleDict<T> : ModuleCollection<T> where T : class
{
    /// <summary>The names in order. PyTorch: <c>ModuleDict.keys</c>.</summary>
    public IReadOnlyList<string> Keys => Items.Keys;

    /// <summary>The module of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string name] => Items[name];

    /// <summary>Adds a module under a name: <c>new ModuleDict&lt;ILayer&gt; { { "relu", new ReLU() } }</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken; or it is not a <see cref="Module"/>.</exception>
    public void Add(string name, T module) => AddItem(name, module);

    /// <summary>Whether there is a module of that name.</summary>
    public bool ContainsKey(string name) => Items.ContainsKey(name);
}

using System.Collections;

namespace NativeTorch.NN;

/// <summary>Modules in order, each with a name: what <see cref="Sequential"/>, <see cref="ModuleList{T}"/> and
/// <see cref="ModuleDict{T}"/> have in common.</summary>
/// <typeparam name="T">What all of them are: a module class, or an interface such as <see cref="ILayer"/>.</typeparam>
public abstract class ModuleCollection<T> : Module, IReadOnlyList<T> where T : class
{
    private protected ModuleCollection()
    {
    }

    /// <summary>How many modules there are.</summary>
    public int Count => Items.Count;

    /// <summary>The module at a position; it can be replaced, and <c>[^1]</c> is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T this[int index]
    {
        get => Items.GetAt(index).Value;
        set => Items.SetAt(index, Checked(value));
    }

    private protected OrderedDictionary<string, T> Items { get; private set; } = [];

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => Items.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterFields(ModuleFields fields)
    {
        fields.Of(typeof(ModuleCollection<T>));
        foreach ((string name, T item) in Items)
            fields.Any(name, item);
    }

    /// <inheritdoc/>
    protected override void CopyFields(ModuleCopy copy) =>
        Items = new(Items.Select(item => KeyValuePair.Create(item.Key, copy.Of(item.Value))));

    private protected void AddItem(string name, T item)
    {
        ModuleFields.CheckName(name);
        if (!Items.TryAdd(name, Checked(item)))
            throw new ArgumentException($"The name \"{name}\" is taken.", nameof(name));
    }

    static T Checked(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item is Module ? item : throw new ArgumentException($"{item.GetType()} is not a Module.", nameof(item));
    }
}

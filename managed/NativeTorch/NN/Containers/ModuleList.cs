namespace NativeTorch.NN;

/// <summary>Modules in a list, named "0", "1", ... PyTorch: <c>torch.nn.ModuleList</c>.</summary>
/// <remarks>An array or a List of modules is refused by the compiler, because they would not be registered: this is what to use.
/// <code>readonly ModuleList&lt;Linear&gt; layers = [new(4, 4), new(4, 4)];</code></remarks>
/// <typeparam name="T">What all of them are: a module class, or an interface such as <see cref="ILayer"/>.</typeparam>
public partial class ModuleList<T> : ModuleCollection<T> where T : class
{
    /// <summary>An empty list.</summary>
    public ModuleList()
    {
    }

    /// <summary>A list of the given modules.</summary>
    /// <exception cref="ArgumentException">One of them is not a <see cref="Module"/>.</exception>
    public ModuleList(params T[] modules)
    {
        foreach (T module in modules)
            Add(module);
    }

    /// <summary>Adds a module at the end. PyTorch: <c>ModuleList.append</c>.</summary>
    /// <exception cref="ArgumentException">It is not a <see cref="Module"/>.</exception>
    public void Add(T module) => AddItem($"{Count}", module);

    /// <summary>Equal neighbours share a line, as PyTorch 2 prints them: "(0-2): 3 x Linear(...)".</summary>
    private protected override IEnumerable<string> PrintedChildren()
    {
        string[] texts = [.. this.Select(module => $"{module}")];
        for (int start = 0, end; start < texts.Length; start = end)
        {
            for (end = start + 1; end < texts.Length && texts[end] == texts[start];)
                end++;
            yield return end - start == 1 ? $"({start}): {texts[start]}" : $"({start}-{end - 1}): {end - start} x {texts[start]}";
        }
    }
}

/// <summary>Layers in a list, named "0", "1", ..., of any kinds from one tensor to one tensor. PyTorch: <c>torch.nn.ModuleList</c>.</summary>
public sealed partial class ModuleList : ModuleList<ILayer>
{
    /// <summary>A list of the given layers.</summary>
    /// <exception cref="ArgumentException">One of them is not a <see cref="Module"/>.</exception>
    public ModuleList(params ILayer[] layers) : base(layers)
    {
    }
}

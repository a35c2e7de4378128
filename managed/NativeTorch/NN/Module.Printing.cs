namespace NativeTorch.NN;

public abstract partial class Module
{
    /// <summary>The module's structure, one line for each layer, as PyTorch prints it.</summary>
    public override string ToString()
    {
        string extra = ExtraRepr();
        string[] children = [.. PrintedChildren()];
        if (children.Length == 0 && !extra.Contains('\n'))
            return $"{PrintedName}({extra})";
        IEnumerable<string> lines = children.Prepend(extra).Where(line => line.Length > 0);
        return $"{PrintedName}({string.Concat(lines.Select(line => $"\n{line}".Replace("\n", "\n  ")))}\n)";
    }

    /// <summary>What stands between the parentheses of the printed form. PyTorch: <c>Module.extra_repr</c>.</summary>
    protected virtual string ExtraRepr() => "";

    /// <summary>A text for each module held: "(conv1): Conv2d(...)".</summary>
    private protected virtual IEnumerable<string> PrintedChildren() => Fields().Modules.Select(c => $"({c.Name}): {c.Module}");

    /// <summary>The class's name, without type parameters.</summary>
    internal string PrintedName => GetType().Name.Split('`')[0];
}

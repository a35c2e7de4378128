namespace NativeTorch.IO.Pickle;

/// <summary>The functions, classes and constants that a pickle may name: a table, and there is no other way to get at anything.</summary>
sealed class PickleGlobals
{
    readonly Dictionary<(string Module, string Name), object> known = [];

    /// <summary>What a message says beside the name that was refused; null for nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>Adds a function or class.</summary>
    public void Add(string module, string name, Func<PickleCall, object?> call) =>
        known.Add((module, name), new PickleFunction($"{module}.{name}", call));

    /// <summary>Adds a constant, such as a dtype.</summary>
    public void AddValue(string module, string name, object value) => known.Add((module, name), value);

    /// <summary>Adds all that is in another table.</summary>
    public void AddAll(PickleGlobals others)
    {
        foreach (((string, string) name, object value) in others.known)
            known.Add(name, value);
    }

    /// <summary>What a name stands for.</summary>
    /// <exception cref="UnsafePickleException">It is not in the table.</exception>
    public object Find(string module, string name, string path) => known.TryGetValue((Python3(module), name), out object? value) ? value
        : throw new UnsafePickleException(path, $"{module}.{name}", Hint);

    // Python 2's names of what Python 3 moved.
    static string Python3(string module) => module switch
    {
        "__builtin__" => "builtins",
        "copy_reg" => "copyreg",
        _ => module,
    };
}

namespace NativeTorch.IO.Pickle;

/// <summary>One call of a <see cref="PickleFunction"/>: its arguments, checked as they are taken.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="name">The function.</param>
/// <param name="arguments">The arguments.</param>
readonly struct PickleCall(string path, string name, object?[] arguments)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>How many arguments there are.</summary>
    public int Count => arguments.Length;

    /// <summary>An argument as it is.</summary>
    public object? this[int index] => index < arguments.Length ? arguments[index]
        : throw Wrong($"is called with {arguments.Length} arguments");

    /// <summary>An argument that must be of a type; null is none.</summary>
    public T Get<T>(int index) => this[index] is T value ? value
        : throw Wrong($"is called with {PickleNames.Describe(arguments[index])} as argument {index}");

    /// <summary>A tuple or list of integers.</summary>
    public long[] Integers(int index)
    {
        IReadOnlyList<object?>? list = this[index] as IReadOnlyList<object?>; // object?[] and List<object?>
        if (list is null || list.Any(element => element is not long))
            throw Wrong($"is called with {PickleNames.Describe(arguments[index])} as argument {index}, where integers should be");
        return [.. list.Select(element => (long)element!)];
    }

    /// <summary>What is thrown where a call is not right.</summary>
    public CheckpointFormatException Wrong(string problem) => new(path, $"{name} {problem}");
}

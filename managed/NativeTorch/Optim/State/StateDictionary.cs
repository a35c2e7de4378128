using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NativeTorch.Optim;

/// <summary>What an optimizer or a scheduler remembers, by PyTorch's names and in their order.</summary>
/// <remarks>A value is null, a <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or
/// <see cref="Tensor"/>, a tuple or a list (<c>object?[]</c>) of such values, or a dictionary of this type: what PyTorch's own
/// state dicts hold, with one .NET type for each. So whoever writes a file walks it with one switch, whoever reads one fills it
/// without knowing which optimizer it is for, and files of PyTorch fit. <see cref="Get{T}"/> converts and checks.</remarks>
public sealed class StateDictionary : IReadOnlyDictionary<string, object?>
{
    readonly OrderedDictionary<string, object?> values;

    /// <summary>A dictionary of the given values; numbers and collections of other types are converted to those above.</summary>
    /// <exception cref="ArgumentException">A value is of a type that has no place in a state dict, or a name is there twice.</exception>
    public StateDictionary(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        this.values = [];
        foreach ((string name, object? value) in values)
            this.values.Add(name, Plain(name, value));
    }

    /// <summary>Takes over values of the types that are allowed, as they are.</summary>
    internal StateDictionary(OrderedDictionary<string, object?> values) => this.values = values;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>The values, in the order of their names.</summary>
    public IEnumerable<object?> Values => values.Values;

    /// <summary>How many values there are.</summary>
    public int Count => values.Count;

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public object? this[string key] => values[key];

    /// <summary>Whether there is a value of this name.</summary>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <summary>The value of a name, where there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => values.TryGetValue(key, out value);

    /// <summary>All names with their values, in order.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A value as a type that it can be read as: integers and tensors of one element as numbers, lists as arrays or pairs,
    /// strings as members of an enum.</summary>
    /// <exception cref="ArgumentException">There is no such value, or it cannot be read so.</exception>
    public T Get<T>(string name) => values.TryGetValue(name, out object? value) ? StateValue.Read<T>(name, value)
        : throw new ArgumentException($"the state dict has no \"{name}\"; it has {string.Join(", ", Keys)}");

    static object? Plain(string name, object? value) => value switch
    {
        null or bool or long or double or string or Tensor or StateDictionary or ITuple => value,
        int number => (long)number,
        float number => (double)number,
        Enum member => StateValue.NameOf(member),
        IEnumerable<KeyValuePair<string, object?>> inner => new StateDictionary(inner),
        IEnumerable list => list.Cast<object?>().Select(element => Plain(name, element)).ToArray(),
        _ => throw new ArgumentException($"\"{name}\" is a {value.GetType()}, which has no place in a state dict"),
    };
}

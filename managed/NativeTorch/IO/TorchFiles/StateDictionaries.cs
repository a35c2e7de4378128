using System.Runtime.CompilerServices;
using NativeTorch.IO.Pickle;
using NativeTorch.Optim;

namespace NativeTorch.IO.TorchFiles;

/// <summary>A pickle's dictionaries as state dicts. What stands in several places is converted once, or a small file could become a
/// large tree.</summary>
/// <param name="origin">What is converted, for errors.</param>
sealed class StateDictionaries(CheckpointValue origin)
{
    const int Deepest = 100;

    readonly Dictionary<object, object?> converted = new(ReferenceEqualityComparer.Instance);
    int depth;

    public StateDictionary Convert(PickleDictionary dictionary) => (StateDictionary)Value(dictionary)!;

    object? Value(object? value)
    {
        if (value is null or bool or long or double or string or Tensor)
            return value;
        if (converted.TryGetValue(value, out object? known))
            return known ?? throw origin.Wrong("contains itself");
        if (++depth > Deepest)
            throw origin.Wrong($"has more than {Deepest} dictionaries and lists within each other");
        converted[value] = null; // until it is done
        object done = value switch
        {
            List<object?> list => list.ConvertAll(Value).ToArray(),
            object?[] tuple => new Tuple(Array.ConvertAll(tuple, Value)),
            PickleDictionary dictionary => new StateDictionary(new OrderedDictionary<string, object?>(dictionary.Entries.Select(Entry))),
            _ => throw origin.Wrong($"has {PickleNames.Describe(value)}, which has no place in a state dict"),
        };
        depth--;
        converted[value] = done;
        return done;
    }

    KeyValuePair<string, object?> Entry(KeyValuePair<object?, object?> entry) => KeyValuePair.Create(
        entry.Key as string ?? throw origin.Wrong($"has the key {PickleNames.Describe(entry.Key)}, where a name should be"),
        Value(entry.Value));

    /// <summary>A tuple of any length.</summary>
    sealed class Tuple(object?[] elements) : ITuple
    {
        public object? this[int index] => elements[index];

        public int Length => elements.Length;

        public override string ToString() => $"({string.Join(", ", elements.Take(8))})";
    }
}

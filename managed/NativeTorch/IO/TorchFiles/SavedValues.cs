using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using NativeTorch.IO.Pickle;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.IO.TorchFiles;

/// <summary>What the user wants to save, as the values of a pickle. The user's own collections are read once, and each is one object
/// as it is there.</summary>
sealed class SavedValues
{
    const int Deepest = 1000;

    readonly Dictionary<object, object?> known = new(ReferenceEqualityComparer.Instance);
    int depth;

    SavedValues()
    {
    }

    /// <summary>The values of a pickle for a value.</summary>
    /// <exception cref="ArgumentException">Something has no place in a checkpoint; the message says where it is.</exception>
    public static object? Of(object? value) => new SavedValues().Of(value, "");

    object? Of(object? value, string at) => value switch
    {
        null or bool or long or double or string or BigInteger or byte[] or Tensor or Dtype or Device => value,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (object)(long)number : (BigInteger)number,
        float number => (double)number,
        Half number => (double)number,
        CheckpointValue read => read.Value,
        ITuple tuple => Within(at, () => Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], $"{at}[{i}]")).ToArray()),
        _ => known.TryGetValue(value, out object? done) ? done : Within(at, () => Collection(value, at)),
    };

    object Within(string at, Func<object> make)
    {
        if (++depth > Deepest)
            throw Wrong(at[..200] + "...", $"is within {Deepest} others, which is too deep");
        object made = make();
        depth--;
        return made;
    }

    object Collection(object value, string at)
    {
        switch (value)
        {
            case OptimizerState state:
                return Dictionary(value, [new("state", state.State), new("param_groups", state.ParamGroups)], at);
            case IEnumerable<KeyValuePair<string, Tensor>> tensors:
                return Dictionary(value, tensors.Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value)), at,
                    isOrdered: true);
            case IEnumerable<KeyValuePair<string, object?>> values:
                return Dictionary(value, values.Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value)), at);
            case IEnumerable<KeyValuePair<int, StateDictionary>> states:
                return Dictionary(value, states.Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value)), at);
            case IDictionary dictionary:
                return Dictionary(value, Entries(dictionary), at);
            case Module or Optimizer or LRScheduler or ReduceLROnPlateau:
                throw Wrong(at, $"is a {value.GetType()}, which a file cannot hold: save its StateDict()");
            case Generator:
                throw Wrong(at, "is a Generator, which a file cannot hold: save its State");
            case IEnumerable list when value is not Array { Rank: > 1 }:
                var elements = new List<object?>();
                known.Add(value, elements);
                foreach (object? element in list)
                    elements.Add(Of(element, $"{at}[{elements.Count}]"));
                return elements;
            default:
                throw Wrong(at, $"is a {value.GetType()}, which has no place in a checkpoint: "
                    + "numbers, texts, bytes, tensors, lists, tuples and dictionaries have");
        }
    }

    PickleDictionary Dictionary(object from, IEnumerable<KeyValuePair<object?, object?>> entries, string at, bool isOrdered = false)
    {
        var dictionary = new PickleDictionary(isOrdered);
        known.Add(from, dictionary);
        foreach ((object? key, object? value) in entries)
        {
            object? plain = Of(key, at);
            string inside = $"{at}[{PickleNames.Describe(plain)}]";
            if (!PickleKeys.Allows(plain) || dictionary.TryGet(plain, out _))
                throw Wrong(inside, PickleKeys.Allows(plain) ? "is there twice" : "is no key that a dictionary can have");
            dictionary.Set(plain, Of(value, inside));
        }
        return dictionary;
    }

    static IEnumerable<KeyValuePair<object?, object?>> Entries(IDictionary dictionary)
    {
        for (IDictionaryEnumerator entry = dictionary.GetEnumerator(); entry.MoveNext();)
            yield return new(entry.Key, entry.Value);
    }

    static ArgumentException Wrong(string at, string problem) => new($"[save] {(at.Length > 0 ? at : "the value")} {problem}", "value");
}

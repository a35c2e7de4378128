using System.Collections;
using System.Globalization;
using System.Numerics;
using NativeTorch.IO.Pickle;
using NativeTorch.IO.TorchFiles;
using NativeTorch.Optim;

namespace NativeTorch.IO;

/// <summary>A value of a file that <c>torch.save</c> wrote: a tensor, a number, a text, or a list, tuple or dictionary of such.</summary>
/// <remarks>
/// <code>
/// CheckpointValue checkpoint = Torch.Load("checkpoint.pt");
/// model.LoadStateDict(checkpoint["model"].ToStateDict());
/// optimizer.LoadStateDict(checkpoint["optimizer"].ToOptimizerState());
/// long epoch = checkpoint["epoch"].Get&lt;long&gt;();
/// foreach (CheckpointValue loss in checkpoint["losses"]) { ... }
/// </code>
/// What is not as it is asked for is a <see cref="CheckpointFormatException"/> that names the file, the way to the value, and what is
/// there. What is one object in the file is one here: a tensor that stands twice is the same <see cref="Tensor"/>, and views of one
/// storage share memory.</remarks>
public sealed class CheckpointValue : IReadOnlyCollection<CheckpointValue>
{
    readonly string file;

    internal CheckpointValue(string file, object? value, string location = "") => (this.file, Value, Location) = (file, value, location);

    /// <summary>What is meant: a value of the types that a pickle is read as.</summary>
    internal object? Value { get; }

    /// <summary>The way to the value: <c>["optimizer"]["param_groups"][0]</c>; empty for the whole.</summary>
    public string Location { get; }

    /// <summary>What it is.</summary>
    public CheckpointKind Kind => Value switch
    {
        null => CheckpointKind.None,
        bool => CheckpointKind.Bool,
        long or BigInteger => CheckpointKind.Integer,
        double => CheckpointKind.Float,
        string => CheckpointKind.Text,
        byte[] => CheckpointKind.Bytes,
        Tensor => CheckpointKind.Tensor,
        Dtype => CheckpointKind.Dtype,
        Device => CheckpointKind.Device,
        List<object?> => CheckpointKind.List,
        object?[] => CheckpointKind.Tuple,
        PickleDictionary => CheckpointKind.Dictionary,
        PickleSet => CheckpointKind.Set,
        _ => throw new InvalidOperationException(Value.GetType().Name),
    };

    /// <summary>How many values a list, tuple, dictionary or set has.</summary>
    /// <exception cref="CheckpointFormatException">It is none of these.</exception>
    public int Count => Value switch
    {
        PickleDictionary dictionary => dictionary.Count,
        PickleSet set => set.Members.Count(),
        _ => Elements.Count,
    };

    /// <summary>The keys of a dictionary, in order: null, <see cref="bool"/>, <see cref="long"/>, <see cref="BigInteger"/>,
    /// <see cref="double"/>, <see cref="string"/>, <c>byte[]</c>, or a tuple of such as <c>object?[]</c>.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary.</exception>
    public IEnumerable<object?> Keys => Dictionary.Entries.Select(entry => entry.Key);

    /// <summary>The value of a key of a dictionary.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary, or has no such key.</exception>
    public CheckpointValue this[string key] => Find(key) ?? throw Wrong($"has no {Quote(key)}; it has {KeyList()}");

    /// <summary>A value of a list or tuple, or that of a number as a dictionary's key.</summary>
    /// <exception cref="CheckpointFormatException">There is none of that number.</exception>
    public CheckpointValue this[int index]
    {
        get
        {
            string location = string.Create(CultureInfo.InvariantCulture, $"{Location}[{index}]");
            if (Value is PickleDictionary dictionary)
                return dictionary.TryGet((long)index, out object? value) ? new(file, value, location)
                    : throw Wrong($"has no {index}; it has {KeyList()}");
            return (uint)index < (uint)Elements.Count ? new(file, Elements[index], location) : throw Wrong($"has no element {index}");
        }
    }

    /// <summary>Whether a dictionary has that key.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary.</exception>
    public bool ContainsKey(string key) => Dictionary.TryGet(key, out _);

    /// <summary>The value of a key of a dictionary; null where it has none.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary.</exception>
    public CheckpointValue? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Dictionary.TryGet(key, out object? value) ? new(file, value, $"{Location}[{Quote(key)}]") : null;
    }

    /// <summary>The values of a list, tuple, dictionary or set, in order.</summary>
    /// <exception cref="CheckpointFormatException">It is none of these.</exception>
    public IEnumerator<CheckpointValue> GetEnumerator()
    {
        IEnumerable<(object? Key, object? Value)> values = Value switch
        {
            PickleDictionary dictionary => dictionary.Entries.Select(entry => (entry.Key, entry.Value)),
            PickleSet set => set.Members.Select((member, i) => ((object?)(long)i, member)),
            _ => Elements.Select((element, i) => ((object?)(long)i, element)),
        };
        return values
            .Select(entry => new CheckpointValue(file, entry.Value, $"{Location}[{PickleNames.Describe(entry.Key)}]"))
            .GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The value as a .NET type.</summary>
    /// <typeparam name="T"><see cref="bool"/>; an integer type or <see cref="BigInteger"/>, into which the number must fit;
    /// <see cref="double"/> or <see cref="float"/>, for any number; <see cref="string"/>; <c>byte[]</c>; <see cref="Tensor"/>;
    /// <see cref="NN.Parameter"/>;
    /// <see cref="NativeTorch.Dtype"/>; <see cref="NativeTorch.Device"/>; or a nullable one of these, where None is null.</typeparam>
    /// <exception cref="CheckpointFormatException">It is of another kind, or does not fit.</exception>
    public T Get<T>() => CheckpointNumbers.TryGet(Value, out T? value) ? value!
        : throw Wrong($"is {PickleNames.Describe(Value)}, and {CheckpointNumbers.NameOf(typeof(T))} was asked for");

    /// <summary>A dictionary of tensors, as a module takes it.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary, or something in it is no tensor.</exception>
    public OrderedDictionary<string, Tensor> ToStateDict()
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach ((object? key, object? value) in Dictionary.Entries)
            tensors.Add(key as string ?? throw Wrong($"has the key {PickleNames.Describe(key)}, where the name of a tensor should be"),
                value as Tensor ?? throw Wrong($"has {PickleNames.Describe(value)} as {PickleNames.Describe(key)}, "
                    + $"where a tensor should be; it has {KeyList()}"));
        return tensors;
    }

    /// <summary>An optimizer's state dict, as <see cref="Optimizer.LoadStateDict"/> takes it.</summary>
    /// <exception cref="CheckpointFormatException">It is none: <c>{"state": {0: {...}}, "param_groups": [{...}]}</c>.</exception>
    public OptimizerState ToOptimizerState()
    {
        var state = new Dictionary<int, StateDictionary>();
        foreach ((object? key, object? _) in this["state"].Dictionary.Entries)
        {
            if (key is not long number || number < 0 || number > int.MaxValue)
                throw this["state"].Wrong($"has the key {PickleNames.Describe(key)}, where a parameter's number should be");
            state.Add((int)number, this["state"][(int)number].ToStateDictionary());
        }
        return new(state, [.. this["param_groups"].Select(group => group.ToStateDictionary())]);
    }

    /// <summary>A scheduler's state dict, or another dictionary of names: tuples and lists in it are as <see cref="StateDictionary"/> has
    /// them.</summary>
    /// <exception cref="CheckpointFormatException">It is no dictionary of names, or holds something that has no place in a state
    /// dict.</exception>
    public StateDictionary ToStateDictionary() => new StateDictionaries(this).Convert(Dictionary);

    /// <summary>What it is, in a line: <c>checkpoint.pt["epoch"]: 3</c>.</summary>
    public override string ToString() => $"{file}{Location}: {PickleNames.Describe(Value)}";

    internal CheckpointFormatException Wrong(string problem) => new(file, $"{(Location.Length > 0 ? Location : "the value")} {problem}");

    PickleDictionary Dictionary => Value as PickleDictionary ?? throw Wrong($"is {PickleNames.Describe(Value)}, and no dictionary");

    IReadOnlyList<object?> Elements => Value as IReadOnlyList<object?> ?? throw Wrong($"is {PickleNames.Describe(Value)}, and no list");

    static string Quote(string key) => PickleNames.Describe(key);

    string KeyList() => Dictionary.Count == 0 ? "nothing"
        : string.Join(", ", Keys.Take(8).Select(PickleNames.Describe)) + (Dictionary.Count > 8 ? ", ..." : "");
}

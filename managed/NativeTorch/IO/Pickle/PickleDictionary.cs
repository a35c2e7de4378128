using System.Diagnostics.CodeAnalysis;

namespace NativeTorch.IO.Pickle;

/// <summary>A dict or an OrderedDict of a pickle.</summary>
/// <param name="isOrdered">Whether it is an OrderedDict.</param>
sealed class PickleDictionary(bool isOrdered = false) : IPickleState
{
    // Most dictionaries of a hostile file are empty.
    OrderedDictionary<object, object?>? values;

    public bool IsOrdered => isOrdered;

    public int Count => values?.Count ?? 0;

    /// <summary>What was set on the object itself, as <c>_metadata</c> of a module's state dict; null where there is nothing.</summary>
    public PickleDictionary? Attributes { get; set; }

    /// <summary>Keys, with null for None, and values, in order.</summary>
    public IEnumerable<KeyValuePair<object?, object?>> Entries =>
        (values ?? []).Select(entry => KeyValuePair.Create(entry.Key == PickleKeys.None ? null : entry.Key, entry.Value));

    /// <summary>Sets a value; the key is one that <see cref="PickleKeys.Allows"/>.</summary>
    public void Set(object? key, object? value) => (values ??= new(PickleKeys.Comparer))[key ?? PickleKeys.None] = value;

    public bool TryGet(object? key, [MaybeNullWhen(false)] out object? value)
    {
        value = null;
        return values is not null && values.TryGetValue(key ?? PickleKeys.None, out value);
    }

    public object? this[int index]
    {
        get => values!.GetAt(index).Value;
        set => values!.SetAt(index, value);
    }

    bool IPickleState.SetState(object? state)
    {
        if (state is not PickleDictionary attributes)
            return false;
        Attributes = attributes;
        return true;
    }
}

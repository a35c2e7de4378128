namespace NativeTorch.IO.Pickle;

/// <summary>A set or a frozenset of a pickle.</summary>
/// <param name="isFrozen">Whether it is a frozenset.</param>
sealed class PickleSet(bool isFrozen = false)
{
    readonly PickleDictionary members = new();

    public bool IsFrozen => isFrozen;

    /// <summary>The members, with null for None, in the order in which they came.</summary>
    public IEnumerable<object?> Members => members.Entries.Select(entry => entry.Key);

    /// <summary>Adds a member; it is one that <see cref="PickleKeys.Allows"/>.</summary>
    public void Add(object? member) => members.Set(member, null);
}

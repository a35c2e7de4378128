using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace NativeTorch.Generators;

/// <summary>An array compared by its elements, so that the incremental pipeline sees when nothing has changed.</summary>
readonly struct EquatableArray<T>(IEnumerable<T> items) : IEquatable<EquatableArray<T>>, IEnumerable<T>
    where T : IEquatable<T>
{
    readonly T[] items = [.. items];

    public bool Equals(EquatableArray<T> other) => items.SequenceEqual(other.items);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => unchecked(hash * 31 + item.GetHashCode()));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

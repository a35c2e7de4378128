using System.Numerics;

namespace NativeTorch.IO.Pickle;

/// <summary>Python's equality of what can be a dictionary's key: 1, 1.0 and True are one key, and tuples are equal where their
/// elements are.</summary>
sealed class PickleKeys : IEqualityComparer<object>
{
    const int MostElements = 256, LongestText = 1 << 16;

    public static PickleKeys Comparer { get; } = new();

    /// <summary>Stands for None, which a .NET dictionary takes no null for.</summary>
    public static object None { get; } = new NoneKey();

    /// <summary>Whether a value can be a key: a number, a text, bytes, or a tuple of not too many of these.</summary>
    public static bool Allows(object? value)
    {
        int left = MostElements;
        return AllowsWithin(value, ref left);
    }

    static bool AllowsWithin(object? value, ref int left)
    {
        if (--left < 0)
            return false;
        switch (value)
        {
            case null or bool or long or double or NoneKey:
                return true;
            case BigInteger number:
                return number.GetByteCount() <= LongestText;
            case string text:
                return text.Length <= LongestText;
            case byte[] bytes:
                return bytes.Length <= LongestText;
            case object?[] tuple:
                foreach (object? element in tuple)
                    if (!AllowsWithin(element, ref left))
                        return false;
                return true;
            default:
                return false;
        }
    }

    public new bool Equals(object? a, object? b) => (Plain(a), Plain(b)) switch
    {
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (object?[] x, object?[] y) => x.AsSpan().SequenceEqual(y, this!),
        var (x, y) => object.Equals(x, y),
    };

    public int GetHashCode(object? value)
    {
        switch (Plain(value))
        {
            case byte[] bytes:
                var hash = new HashCode();
                hash.AddBytes(bytes);
                return hash.ToHashCode();
            case object?[] tuple:
                var all = new HashCode();
                foreach (object? element in tuple)
                    all.Add(GetHashCode(element));
                return all.ToHashCode();
            // HashCode has a seed of its own in each process: nobody can write a file full of keys that collide.
            case var plain:
                return HashCode.Combine(plain);
        }
    }

    static object? Plain(object? value) => value switch
    {
        bool truth => truth ? 1L : 0L,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1L << 62 => (long)number,
        NoneKey => null,
        _ => value,
    };

    sealed class NoneKey
    {
        public override string ToString() => "None";
    }
}

using System.Collections;
using System.Runtime.CompilerServices;

namespace NativeTorch;

/// <summary>What stands between the brackets of <c>x[...]</c>: a number, a range, an index tensor, a mask, or one of
/// <see cref="Ellipsis"/>, <see cref="None"/> and <see cref="Slice"/>. All but the last three convert by themselves, and
/// <c>null</c> means <see cref="None"/>.</summary>
[CollectionBuilder(typeof(TensorIndex), nameof(FromList))]
public readonly struct TensorIndex : IEnumerable<long>
{
    internal enum Form { Number, Slice, Ellipsis, None, Tensor, List }

    TensorIndex(Form form, long start = 0, long stop = long.MaxValue, long step = 1, object? value = null) =>
        (Kind, Start, Stop, Step, Value) = (form, start, stop, step, value);

    internal Form Kind { get; }

    /// <summary>The number, or a slice's first position.</summary>
    internal long Start { get; }

    internal long Stop { get; }

    internal long Step { get; }

    /// <summary>The tensor, or the list as a long[] or bool[].</summary>
    internal object? Value { get; }

    /// <summary>As many whole dimensions as the other indices leave: <c>x[TensorIndex.Ellipsis, 0]</c>.</summary>
    /// <remarks>Python: <c>...</c>.</remarks>
    public static TensorIndex Ellipsis => new(Form.Ellipsis);

    /// <summary>A new dimension of size 1; <c>null</c> means the same.</summary>
    /// <remarks>Python: <c>None</c>.</remarks>
    public static TensorIndex None => new(Form.None);

    /// <summary>Every <paramref name="step"/>-th position from start to stop, which is not included. Negative ones count from
    /// the back, and what lies beyond the size is cut off.</summary>
    /// <remarks>Python: <c>start:stop:step</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive, as in PyTorch.</exception>
    public static TensorIndex Slice(long? start = null, long? stop = null, long step = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return new(Form.Slice, start ?? 0, stop ?? long.MaxValue, step);
    }

    /// <summary>Positions along one dimension: <c>x[[0, 2]]</c>.</summary>
    public static TensorIndex FromList(ReadOnlySpan<long> positions) => positions.ToArray();

    /// <summary>One position, which takes the dimension away; negative ones count from the back.</summary>
    public static implicit operator TensorIndex(int position) => new(Form.Number, position);

    /// <summary>One position, which takes the dimension away; negative ones count from the back.</summary>
    public static implicit operator TensorIndex(long position) => new(Form.Number, position);

    /// <summary>One position, which takes the dimension away; <c>^1</c> is the last.</summary>
    /// <exception cref="TensorIndexException">It is <c>^0</c>, which is behind the last.</exception>
    public static implicit operator TensorIndex(Index position) => position is { IsFromEnd: true, Value: 0 }
        ? throw new TensorIndexException("[index] ^0 is behind the last position, which is ^1")
        : new(Form.Number, FromBack(position));

    /// <summary>A range of positions: <c>1..3</c>, <c>..^1</c>, <c>..</c> for all.</summary>
    public static implicit operator TensorIndex(Range range) =>
        new(Form.Slice, FromBack(range.Start), FromBack(range.End));

    /// <summary>Positions along a dimension (an integer tensor), or a mask over one or more (a bool tensor).</summary>
    public static implicit operator TensorIndex(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(Form.Tensor, value: tensor);
    }

    /// <summary>Positions along one dimension.</summary>
    public static implicit operator TensorIndex(long[] positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return new(Form.List, value: positions);
    }

    /// <summary>Positions along one dimension.</summary>
    public static implicit operator TensorIndex(int[] positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return Array.ConvertAll(positions, p => (long)p);
    }

    /// <summary>A new axis of size 1 where it is true, of size 0 where it is not: a mask without dimensions.</summary>
    public static implicit operator TensorIndex(bool mask) => new(Form.List, value: mask);

    /// <summary>A mask over one dimension.</summary>
    public static implicit operator TensorIndex(bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new(Form.List, value: mask);
    }

    /// <summary>The positions of a list; nothing for other kinds.</summary>
    public IEnumerator<long> GetEnumerator() => ((Value as long[] ?? []) as IEnumerable<long>).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python writes it.</summary>
    public override string ToString() => Kind switch
    {
        Form.Number => $"{Start}",
        Form.Slice => $"{(Start == 0 ? "" : Start)}:{(Stop == long.MaxValue ? "" : Stop)}{(Step == 1 ? "" : $":{Step}")}",
        Form.Ellipsis => "...",
        Form.None => "None",
        Form.Tensor => "tensor",
        _ => Value is long[] list ? $"[{string.Join(", ", list)}]" : "mask",
    };

    /// <summary>^1 is -1; ^0, which is behind the last, is beyond every size.</summary>
    static long FromBack(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? long.MaxValue : -index.Value;
}

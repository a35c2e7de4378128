using System.Collections;
using System.Runtime.CompilerServices;

namespace NativeTorch;

/// <summary>The sizes of a tensor's dimensions. A shape is written as a collection: <c>Shape s = [2, 3]</c>.</summary>
/// <remarks>PyTorch: <c>torch.Size</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IReadOnlyList<long>, IEquatable<Shape>
{
    readonly long[]? sizes;

    internal Shape(long[] sizes) => this.sizes = sizes;

    /// <summary>A shape with these sizes.</summary>
    public static Shape Create(ReadOnlySpan<long> sizes) => new(sizes.ToArray());

    /// <summary>The number of dimensions.</summary>
    public int Count => sizes?.Length ?? 0;

    /// <summary>The number of elements: the product of the sizes.</summary>
    public long Numel
    {
        get
        {
            long numel = 1;
            foreach (long size in AsSpan())
                numel *= size;
            return numel;
        }
    }

    /// <summary>The size of one dimension; <c>shape[^1]</c> is the last.</summary>
    public long this[int dim] => AsSpan()[dim];

    /// <summary>Some of the sizes, for <c>shape[1..]</c>.</summary>
    public Shape Slice(int start, int length) => Create(AsSpan().Slice(start, length));

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<long> AsSpan() => sizes;

    /// <summary>A new array with the sizes.</summary>
    public long[] ToArray() => AsSpan().ToArray();

    /// <summary>The sizes.</summary>
    public static implicit operator ReadOnlySpan<long>(Shape shape) => shape.AsSpan();

    /// <summary>For <c>var (n, c) = x.Shape</c>.</summary>
    public void Deconstruct(out long size0, out long size1) => (size0, size1) = Expect(2) ? (this[0], this[1]) : default;

    /// <summary>For <c>var (n, c, l) = x.Shape</c>.</summary>
    public void Deconstruct(out long size0, out long size1, out long size2) =>
        (size0, size1, size2) = Expect(3) ? (this[0], this[1], this[2]) : default;

    /// <summary>For <c>var (n, c, h, w) = x.Shape</c>.</summary>
    public void Deconstruct(out long size0, out long size1, out long size2, out long size3) =>
        (size0, size1, size2, size3) = Expect(4) ? (this[0], this[1], this[2], this[3]) : default;

    /// <summary>Whether both have the same sizes.</summary>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (long size in AsSpan())
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Whether both have the same sizes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether any size, or the number of dimensions, differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes as Python writes a tuple: (2, 3) or (5,).</summary>
    public override string ToString() => Count == 1 ? $"({this[0]},)" : $"({string.Join(", ", sizes ?? [])})";

    /// <summary>Enumerates the sizes.</summary>
    public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)(sizes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool Expect(int dims) => Count == dims
        ? true
        : throw new ShapeMismatchException($"The shape {this} has {Count} dimensions, not {dims}.");
}

using NativeTorch.NN;

namespace NativeTorch;

/// <summary>Numbers for one to three spatial dimensions, on their way to C; the default is none at all.</summary>
readonly record struct Extent(int Count, long First, long Second, long Third)
{
    public static implicit operator Extent(long size) => new(1, size, 0, 0);

    public static implicit operator Extent(Pair sizes) => new(2, sizes.Height, sizes.Width, 0);

    public static implicit operator Extent(Triple sizes) => new(3, sizes.Depth, sizes.Height, sizes.Width);

    public static implicit operator Extent(Shape sizes) =>
        new(sizes.Count, Number(sizes, 0), Number(sizes, 1), Number(sizes, 2));

    static long Number(Shape sizes, int i) => i < sizes.Count ? sizes[i] : 0;

    /// <summary>Writes the numbers; there must be room for three.</summary>
    /// <returns>How many there are.</returns>
    public unsafe int Spread(long* to)
    {
        (to[0], to[1], to[2]) = (First, Second, Third);
        return Count;
    }
}

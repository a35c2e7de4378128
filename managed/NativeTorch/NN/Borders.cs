namespace NativeTorch.NN;

/// <summary>How wide a border is: one number for all sides (<c>2</c>), or two for each direction, before and behind, the last
/// direction first: <c>(left, right)</c>, <c>(left, right, top, bottom)</c>, <c>(left, right, top, bottom, front, back)</c>.
/// Negative numbers cut.</summary>
public readonly record struct Borders
{
    readonly Shape sizes;

    Borders(Shape sizes) => this.sizes = sizes;

    /// <summary>One number for all sides.</summary>
    public static implicit operator Borders(long all) => new([all]);

    /// <summary>Left and right.</summary>
    public static implicit operator Borders((long Left, long Right) sizes) => new([sizes.Left, sizes.Right]);

    /// <summary>Left, right, top and bottom.</summary>
    public static implicit operator Borders((long Left, long Right, long Top, long Bottom) sizes) =>
        new([sizes.Left, sizes.Right, sizes.Top, sizes.Bottom]);

    /// <summary>Left, right, top, bottom, front and back.</summary>
    public static implicit operator Borders((long Left, long Right, long Top, long Bottom, long Front, long Back) sizes) =>
        new([sizes.Left, sizes.Right, sizes.Top, sizes.Bottom, sizes.Front, sizes.Back]);

    /// <summary>Two numbers for each direction.</summary>
    internal Shape Around(int rank, string layer) => sizes.Count == 2 * rank
        ? sizes
        : sizes.Count < 2
            ? new Shape([.. Enumerable.Repeat(sizes.Count == 0 ? 0 : sizes[0], 2 * rank)])
            : throw new ArgumentException($"[{layer}] padding {sizes} has {sizes.Count} numbers, not 1 or {2 * rank}");

    /// <summary>As PyTorch prints it: "(1, 2)".</summary>
    public override string ToString() => sizes.Count == 1 ? $"{sizes[0]}" : sizes.ToString();
}

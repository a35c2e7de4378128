namespace NativeTorch.Data.Transforms;

/// <summary>How wide an image's border is: one number for all sides (<c>4</c>), <c>(leftAndRight, topAndBottom)</c>, or
/// <c>(left, top, right, bottom)</c>. Negative numbers cut.</summary>
public readonly record struct ImagePadding
{
    readonly int given;

    ImagePadding(int given, long left, long top, long right, long bottom) =>
        (this.given, Left, Top, Right, Bottom) = (given, left, top, right, bottom);

    /// <summary>Columns on the left.</summary>
    public long Left { get; }

    /// <summary>Rows above.</summary>
    public long Top { get; }

    /// <summary>Columns on the right.</summary>
    public long Right { get; }

    /// <summary>Rows below.</summary>
    public long Bottom { get; }

    /// <summary>One number for all sides.</summary>
    public static implicit operator ImagePadding(long all) => new(1, all, all, all, all);

    /// <summary>A number for both sides, and one for above and below.</summary>
    public static implicit operator ImagePadding((long LeftAndRight, long TopAndBottom) sizes) =>
        new(2, sizes.LeftAndRight, sizes.TopAndBottom, sizes.LeftAndRight, sizes.TopAndBottom);

    /// <summary>A number for each side.</summary>
    public static implicit operator ImagePadding((long Left, long Top, long Right, long Bottom) sizes) =>
        new(4, sizes.Left, sizes.Top, sizes.Right, sizes.Bottom);

    /// <summary>As Python prints what was given: "4", "(4, 2)" or "(1, 2, 3, 4)".</summary>
    public override string ToString() => given switch
    {
        2 => $"({Left}, {Top})",
        4 => $"({Left}, {Top}, {Right}, {Bottom})",
        _ => $"{Left}",
    };

    /// <summary>The shape of an image with this border.</summary>
    internal Shape Around(Shape image) => [.. image.AsSpan()[..^2], image[^2] + Top + Bottom, image[^1] + Left + Right];
}

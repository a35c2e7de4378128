namespace NativeTorch.NN;

/// <summary>A size along height and width: one number for both (<c>3</c>) or two (<c>(3, 5)</c>).</summary>
public readonly record struct Pair
{
    readonly bool isOne;

    /// <summary>The same size along both.</summary>
    public Pair(long both) => (Height, Width, isOne) = (both, both, true);

    /// <summary>A size for each.</summary>
    public Pair(long height, long width) => (Height, Width) = (height, width);

    /// <summary>The size along the last dimension but one.</summary>
    public long Height { get; }

    /// <summary>The size along the last dimension.</summary>
    public long Width { get; }

    /// <summary>One number for both directions.</summary>
    public static implicit operator Pair(long both) => new(both);

    /// <summary>A number for each direction.</summary>
    public static implicit operator Pair((long Height, long Width) sizes) => new(sizes.Height, sizes.Width);

    /// <summary>As PyTorch prints it: "3" or "(3, 5)".</summary>
    public override string ToString() => isOne ? $"{Height}" : ToTupleString();

    internal bool IsOne => isOne;

    internal string ToTupleString() => $"({Height}, {Width})";

    internal Shape Sizes => [Height, Width];
}

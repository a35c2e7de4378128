namespace NativeTorch.NN;

/// <summary>A size along depth, height and width: one number for all (<c>3</c>) or three (<c>(3, 5, 5)</c>).</summary>
public readonly record struct Triple
{
    readonly bool isOne;

    /// <summary>The same size along all.</summary>
    public Triple(long all) => (Depth, Height, Width, isOne) = (all, all, all, true);

    /// <summary>A size for each.</summary>
    public Triple(long depth, long height, long width) => (Depth, Height, Width) = (depth, height, width);

    /// <summary>The size along the third dimension from the end.</summary>
    public long Depth { get; }

    /// <summary>The size along the last dimension but one.</summary>
    public long Height { get; }

    /// <summary>The size along the last dimension.</summary>
    public long Width { get; }

    /// <summary>One number for all directions.</summary>
    public static implicit operator Triple(long all) => new(all);

    /// <summary>A number for each direction.</summary>
    public static implicit operator Triple((long Depth, long Height, long Width) sizes) => new(sizes.Depth, sizes.Height, sizes.Width);

    /// <summary>As PyTorch prints it: "3" or "(3, 5, 5)".</summary>
    public override string ToString() => isOne ? $"{Depth}" : ToTupleString();

    internal string ToTupleString() => $"({Depth}, {Height}, {Width})";

    internal Shape Sizes => [Depth, Height, Width];
}

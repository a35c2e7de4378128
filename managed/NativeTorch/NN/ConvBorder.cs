namespace NativeTorch.NN;

/// <summary>The padding of a convolution: one number for all directions (<c>1</c>), one for each (<c>(1, 2)</c>), or by name
/// (<c>ConvPadding.Same</c>). By default there is none.</summary>
public readonly record struct ConvBorder
{
    readonly Shape sizes;
    readonly ConvPadding? name;

    internal ConvBorder(Shape sizes, ConvPadding? name = null) => (this.sizes, this.name) = (sizes, name);

    /// <summary>One number for all directions.</summary>
    public static implicit operator ConvBorder(long all) => new([all]);

    /// <summary>Height and width.</summary>
    public static implicit operator ConvBorder((long Height, long Width) sizes) => new([sizes.Height, sizes.Width]);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator ConvBorder((long Depth, long Height, long Width) sizes) =>
        new([sizes.Depth, sizes.Height, sizes.Width]);

    /// <summary>None at all, or as much as keeps the size.</summary>
    public static implicit operator ConvBorder(ConvPadding name) => new([0], name);

    /// <summary>A number for each direction.</summary>
    public static implicit operator ConvBorder(Pair sizes) => new(sizes.Sizes);

    /// <summary>A number for each direction.</summary>
    public static implicit operator ConvBorder(Triple sizes) => new(sizes.Sizes);

    /// <summary>Whether it is as much as keeps the size.</summary>
    internal bool IsSame => name == ConvPadding.Same;

    /// <summary>One number for each direction; zeros where it has a name.</summary>
    internal Shape Sizes => sizes;

    /// <summary>Whether it is neither a name nor any number but 0.</summary>
    internal bool IsZero => name is null && sizes.AsSpan().IndexOfAnyExcept(0) < 0;

    /// <summary>The same with one number for each direction.</summary>
    internal ConvBorder Along(int rank, string layer)
    {
        if (name is { } given && !Enum.IsDefined(given))
            throw new ArgumentException($"[{layer}] there is no padding {given}");
        if (sizes.Count > 1 && sizes.Count != rank)
            throw new ArgumentException($"[{layer}] padding {sizes} has {sizes.Count} numbers, not 1 or {rank}");
        return sizes.Count == rank ? this : new(new Shape([.. Enumerable.Repeat(sizes.Count == 0 ? 0 : sizes[0], rank)]), name);
    }

    /// <summary>As PyTorch prints it: "(1, 2)" or "same".</summary>
    public override string ToString() => name is { } word ? word.ToString().ToLowerInvariant() : sizes.ToString();
}

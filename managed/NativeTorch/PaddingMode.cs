namespace NativeTorch;

/// <summary>What stands in the border that padding adds.</summary>
public enum PaddingMode
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>Zeros: what convolutions call <see cref="Constant"/>.</summary>
    Zeros = Constant,

    /// <summary>The elements mirrored at the outermost one, which is not repeated.</summary>
    Reflect,

    /// <summary>The outermost element.</summary>
    Replicate,

    /// <summary>The elements of the other side.</summary>
    Circular,
}

namespace NativeTorch;

/// <summary>How a loss combines its elements.</summary>
public enum Reduction
{
    /// <summary>Not at all: one loss for each element.</summary>
    None = 0,

    /// <summary>Their mean.</summary>
    Mean = 1,

    /// <summary>Their sum.</summary>
    Sum = 2,

    /// <summary>Their sum over the size of the batch; for <see cref="F.KlDiv"/> only.</summary>
    BatchMean = 3,
}

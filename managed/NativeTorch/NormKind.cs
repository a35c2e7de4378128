namespace NativeTorch;

/// <summary>Norms of matrices that have names.</summary>
public enum NormKind
{
    /// <summary>Frobenius': the root of the sum of squares.</summary>
    Fro = 0,

    /// <summary>The nuclear norm: the sum of the singular values.</summary>
    Nuc = 1,
}

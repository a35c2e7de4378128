namespace NativeTorch;

/// <summary>Norms of matrices that are no number.</summary>
public enum MatrixNormKind
{
    /// <summary>Frobenius: the root of the sum of squares.</summary>
    Fro = 0,

    /// <summary>Nuclear: the sum of the singular values.</summary>
    Nuc = 1,
}

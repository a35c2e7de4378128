namespace NativeTorch;

/// <summary>Which triangle of a symmetric matrix is read.</summary>
public enum Uplo
{
    /// <summary>The lower one.</summary>
    L = 0,

    /// <summary>The upper one.</summary>
    U = 1,
}

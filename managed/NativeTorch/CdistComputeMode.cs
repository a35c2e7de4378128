namespace NativeTorch;

/// <summary>Whether Euclidean distances are computed from a matrix product, which is quick and less exact.</summary>
public enum CdistComputeMode
{
    /// <summary>Where either side has more than 25 rows.</summary>
    UseMmForEuclidDistIfNecessary = 0,

    /// <summary>Always.</summary>
    UseMmForEuclidDist = 1,

    /// <summary>Never.</summary>
    DonotUseMmForEuclidDist = 2,
}

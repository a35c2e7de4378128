namespace NativeTorch;

/// <summary>Where a value that occurs already belongs in a sorted sequence.</summary>
public enum SearchSide
{
    /// <summary>Before its equals.</summary>
    Left = 0,

    /// <summary>After its equals.</summary>
    Right = 1,
}

namespace NativeTorch;

/// <summary>What a quantile between two elements is.</summary>
public enum QuantileInterpolation
{
    /// <summary>A mix of both, by distance.</summary>
    Linear = 0,

    /// <summary>The lower one.</summary>
    Lower = 1,

    /// <summary>The higher one.</summary>
    Higher = 2,

    /// <summary>Their mean.</summary>
    Midpoint = 3,

    /// <summary>The nearer one, of equally near ones the one at an even place.</summary>
    Nearest = 4,
}

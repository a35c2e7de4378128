namespace NativeTorch;

/// <summary>How elements that meet at one place are combined.</summary>
public enum ScatterReduction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>Their mean; of integers it is rounded down.</summary>
    Mean,

    /// <summary>The largest; NaN wins.</summary>
    Amax,

    /// <summary>The smallest; NaN wins.</summary>
    Amin,
}

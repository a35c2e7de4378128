namespace NativeTorch;

/// <summary>Which parts of A = Q R of an m x n matrix are computed.</summary>
public enum QrMode
{
    /// <summary>Q has min(m, n) columns.</summary>
    Reduced = 0,

    /// <summary>Q is square.</summary>
    Complete = 1,

    /// <summary>R alone; Q is empty, and there is no derivative.</summary>
    R = 2,
}

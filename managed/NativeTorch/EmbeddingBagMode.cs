namespace NativeTorch;

/// <summary>How the rows of a bag are combined.</summary>
public enum EmbeddingBagMode
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean; zeros for a bag without rows.</summary>
    Mean,

    /// <summary>The largest of each column; zeros for a bag without rows.</summary>
    Max,
}

namespace NativeTorch;

/// <summary>How scatter combines elements, where it does not overwrite them.</summary>
public enum ScatterMode
{
    /// <summary>Elements are added.</summary>
    Add,

    /// <summary>Elements are multiplied.</summary>
    Multiply,
}

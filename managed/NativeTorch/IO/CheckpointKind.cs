namespace NativeTorch.IO;

/// <summary>What a value in a checkpoint is.</summary>
public enum CheckpointKind
{
    /// <summary>Python's None.</summary>
    None,

    /// <summary>True or False.</summary>
    Bool,

    /// <summary>A whole number of any size.</summary>
    Integer,

    /// <summary>A double.</summary>
    Float,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A tensor, or a parameter.</summary>
    Tensor,

    /// <summary>A dtype.</summary>
    Dtype,

    /// <summary>A device.</summary>
    Device,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A dictionary.</summary>
    Dictionary,

    /// <summary>A set.</summary>
    Set,
}

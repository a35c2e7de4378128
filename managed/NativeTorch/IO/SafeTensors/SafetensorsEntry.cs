namespace NativeTorch.IO.SafeTensors;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DtypeName">The format's name of its dtype.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Begin">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many they are.</param>
sealed record SafetensorsEntry(string Name, string DtypeName, long[] Shape, long Begin, long Bytes)
{
    /// <summary>The dtype.</summary>
    /// <exception cref="CheckpointFormatException">No tensor has it.</exception>
    public Dtype Dtype(string path) => SafetensorsDtypes.Of(DtypeName)
        ?? throw new CheckpointFormatException(path, $"\"{Name}\" has the dtype {DtypeName}, which is not supported");
}

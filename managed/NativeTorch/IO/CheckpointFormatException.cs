namespace NativeTorch.IO;

/// <summary>A checkpoint that is not what its format says: truncated, with a header that lies, or of another kind.</summary>
public class CheckpointFormatException : FormatException
{
    internal CheckpointFormatException(string path, string problem, Exception? inner = null) : base($"{path}: {problem}", inner) =>
        FilePath = path;

    /// <summary>The file.</summary>
    public string FilePath { get; }
}

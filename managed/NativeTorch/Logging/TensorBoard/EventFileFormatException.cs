namespace NativeTorch.Logging;

/// <summary>An event file that is not what its format says: truncated, with a wrong checksum, or of another kind.</summary>
public sealed class EventFileFormatException : FormatException
{
    internal EventFileFormatException(string path, long position, string problem, Exception? inner = null)
        : base($"{path}: byte {position}: {problem}", inner) => (FilePath, Position, Problem) = (path, position, problem);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Where the damaged record begins.</summary>
    public long Position { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }
}

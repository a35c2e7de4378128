namespace NativeTorch.Data;

/// <summary>A data file that is not what its format says: truncated, with a header that lies, or of another kind.</summary>
public sealed class DatasetFormatException : FormatException
{
    internal DatasetFormatException(string path, string expected, string found, Exception? inner = null)
        : base($"{path}: expected {expected}, found {found}", inner) => (FilePath, Expected, Found) = (path, expected, found);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What should have been there.</summary>
    public string Expected { get; }

    /// <summary>What was there.</summary>
    public string Found { get; }
}

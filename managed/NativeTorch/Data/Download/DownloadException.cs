namespace NativeTorch.Data;

/// <summary>No mirror delivered the file; the message says what each of them did.</summary>
public sealed class DownloadException : IOException
{
    internal DownloadException(string path, IReadOnlyList<string> failures, Exception? last)
        : base($"{path} could not be downloaded. {string.Join("; ", failures)}", last) => (FilePath, Failures) = (path, failures);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What happened at each mirror, in order: its address, then the reason.</summary>
    public IReadOnlyList<string> Failures { get; }
}

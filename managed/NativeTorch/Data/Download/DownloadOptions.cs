namespace NativeTorch.Data;

/// <summary>How patient a <see cref="Downloader"/> is, and what it takes.</summary>
public sealed record DownloadOptions
{
    /// <summary>How often each mirror is asked; each time goes on where the last ended (default 5).</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long a server may send nothing (default 30 seconds).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before a mirror is asked again, times the number of failures (default half a second).</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The most bytes that a file may have (default 16 GiB).</summary>
    public long MaxBytes { get; init; } = 16L << 30;
}

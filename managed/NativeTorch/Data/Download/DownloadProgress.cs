namespace NativeTorch.Data;

/// <summary>How far a download is.</summary>
/// <param name="FilePath">The file that it becomes.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="BytesReceived">What is there, with what an earlier download left.</param>
/// <param name="TotalBytes">What it will be; null where the server does not say.</param>
public readonly record struct DownloadProgress(string FilePath, Uri Source, long BytesReceived, long? TotalBytes);

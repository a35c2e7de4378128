using System.Security.Cryptography;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>A file to download, where it goes, and what must be there in the end.</summary>
public abstract class DownloadTest : IDisposable
{
    private protected static readonly byte[] file = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7919 >> 5))];
    private protected static readonly byte[] other = [.. file.Reverse()];
    private protected static readonly Checksum sum = Checksum.Sha256(Convert.ToHexString(SHA256.HashData(file)));

    private protected static readonly DownloadOptions hasty = new() { RetryDelay = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(20) };

    private protected readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected string Target => folder["data", "file.bin"];

    private protected Task Download(FileServer server, Checksum? checksum = null, DownloadOptions? options = null, params string[] paths) =>
        Download(checksum, options, [.. (paths.Length == 0 ? ["x"] : paths).Select(path => server[path])]);

    private protected async Task Download(Checksum? checksum, DownloadOptions? options, params Uri[] mirrors)
    {
        using var downloader = new Downloader(options ?? hasty);
        await downloader.DownloadAsync(Target, mirrors, checksum);
    }

    private protected async Task<DownloadException> Fails(FileServer server, Checksum? checksum = null, DownloadOptions? options = null,
        params string[] paths)
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => Download(server, checksum, options, paths));
        Assert.False(File.Exists(Target));
        Assert.Equal(Target, error.FilePath);
        return error;
    }

    private protected void IsThere(byte[] expected)
    {
        Assert.Equal(["data/file.bin"], folder.Files);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }
}

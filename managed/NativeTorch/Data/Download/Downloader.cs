using System.Net;

namespace NativeTorch.Data;

/// <summary>Fetches files over HTTP from the first mirror that delivers, goes on where a lost connection ended, and compares
/// checksums.</summary>
/// <remarks>
/// A file appears under its name only when it is whole. What there is of it until then is in PATH.part, and a later download goes on
/// from there, in another process too: with the headers Range and If-Range where the server gave its version a name, without the latter
/// where a checksum will tell. Any number of downloads may run at a time.
/// </remarks>
public sealed class Downloader : IDisposable
{
    readonly HttpClient client;
    readonly bool isOwner;

    /// <summary>A downloader.</summary>
    /// <param name="options">How patient it is; null is the default.</param>
    /// <param name="client">The client to use, which stays the caller's; null makes one that follows up to 10 redirections.</param>
    public Downloader(DownloadOptions? options = null, HttpClient? client = null)
    {
        Options = options ?? new DownloadOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Attempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Options.Timeout, TimeSpan.Zero, nameof(options));
        isOwner = client is null;
        this.client = client ?? new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None, MaxAutomaticRedirections = 10, ConnectTimeout = Options.Timeout,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>How patient it is.</summary>
    public DownloadOptions Options { get; }

    /// <summary>Downloads a file, unless it is there already with the right checksum.</summary>
    /// <remarks>PyTorch: <c>torch.hub.download_url_to_file</c>.</remarks>
    /// <param name="path">Where it goes; its folder is created.</param>
    /// <param name="mirrors">Addresses that have the file, in the order in which they are asked.</param>
    /// <param name="checksum">What the file must add up to; null takes any.</param>
    /// <param name="progress">Is told after each part that arrives.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays for the next time.</param>
    /// <exception cref="DownloadException">No mirror delivers such a file; the message says what each did.</exception>
    /// <exception cref="IOException">The file cannot be written, or another download of it runs.</exception>
    public async Task DownloadAsync(string path, IEnumerable<Uri> mirrors, Checksum? checksum = null,
        IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        Uri[] all = [.. mirrors];
        if (all.Length == 0)
            throw new ArgumentException($"[download] there is no address of {path}", nameof(mirrors));
        if (Array.Find(all, mirror => !mirror.IsAbsoluteUri || mirror.Scheme is not ("http" or "https")) is { } other)
            throw new ArgumentException($"[download] {other} is no address of http or https", nameof(mirrors));
        if (checksum is not null && File.Exists(path) && checksum.Matches(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var part = new PartFile(path);
        List<string> failures = [];
        Exception? last = null;
        foreach (Uri mirror in all)
        {
            var fetch = new MirrorDownload(client, Options, mirror, part, checksum) { Report = Report(progress, path, mirror) };
            last = await fetch.RunAsync(cancellationToken).ConfigureAwait(false);
            if (last is null)
            {
                part.MoveTo(path);
                return;
            }
            failures.Add($"{mirror}: {last.Message}");
        }
        throw new DownloadException(path, failures, last);
    }

    /// <summary>Ends the connections.</summary>
    public void Dispose()
    {
        if (isOwner)
            client.Dispose();
    }

    static Action<long, long?>? Report(IProgress<DownloadProgress>? progress, string path, Uri mirror) =>
        progress is null ? null : (received, total) => progress.Report(new(path, mirror, received, total));
}

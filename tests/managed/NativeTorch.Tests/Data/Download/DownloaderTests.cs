using System.Security.Cryptography;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Downloads from servers that lie, fall silent, or have nothing.</summary>
public sealed class DownloaderTests : DownloadTest
{
    [Fact]
    public async Task A_file_arrives_with_its_progress()
    {
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file));
        var seen = new List<DownloadProgress>();
        using var downloader = new Downloader();
        await downloader.DownloadAsync(Target, [server["x"]], sum, new Listed(seen));
        IsThere(file);
        Assert.Equal(new DownloadProgress(Target, server["x"], 0, file.Length), seen[0]);
        Assert.Equal(new DownloadProgress(Target, server["x"], file.Length, file.Length), seen[^1]);
        Assert.True(seen.Zip(seen.Skip(1)).All(pair => pair.First.BytesReceived < pair.Second.BytesReceived));
        Assert.Equal("identity", server.Requests.Single().Header("accept-encoding"));
    }

    sealed class Listed(List<DownloadProgress> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_fetched_again()
    {
        folder.Write("data/file.bin", file);
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file));
        await Download(server, sum);
        Assert.Empty(server.Requests);
        folder.Write("data/file.bin", other);
        await Download(server, sum);
        Assert.Single(server.Requests);
        IsThere(file);
    }

    /// <summary>It ignores If-Range and sends the rest of another version, as the ETag says.</summary>

    /// <summary>Nothing but the checksum tells that both parts are of different versions.</summary>

    [Fact]
    public async Task Mirrors_are_asked_in_order_and_the_error_says_what_each_did()
    {
        using var server = new FileServer((request, to) => request.Path switch
        {
            "missing" => FileServer.Send(to, "404 Not Found", [], "Content-Length: 0"),
            "broken" => FileServer.Send(to, "500 Oh Dear", [], "Content-Length: 0"),
            "wrong" => FileServer.SendFile(request, to, other),
            "cut" => FileServer.SendFile(request, to, file, most: 0),
            _ => FileServer.SendFile(request, to, file),
        });
        string[] bad = ["missing", "broken", "wrong", "cut"];
        DownloadException error = await Fails(server, sum, hasty with { Attempts = 2 }, bad);
        Assert.Equal(bad.Select(path => server[path].AbsoluteUri), error.Failures.Select(failure => failure.Split(": ")[0]));
        Assert.Contains("404 Not Found", error.Failures[0]);
        Assert.Contains("500 Oh Dear", error.Failures[1]);
        Assert.Contains($"SHA256 {Convert.ToHexStringLower(SHA256.HashData(other))} instead of {sum.Hex}", error.Failures[2]);
        Assert.Contains("after 0", error.Failures[3]);
        Assert.Equal(["missing", "broken", "broken", "wrong", "cut", "cut"], server.Requests.Select(request => request.Path));
        Assert.Empty(folder.Files);

        await Download(server, sum, hasty, [.. bad, "good"]);
        IsThere(file);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_like_others()
    {
        var server = new FileServer((_, _) => Task.CompletedTask);
        Uri dead = server["x"];
        server.Dispose();
        var error = await Assert.ThrowsAsync<DownloadException>(() => Download(null, hasty, dead));
        Assert.Contains("refused", error.Message);
    }

    [Fact]
    public async Task Redirections_are_followed_but_not_for_ever()
    {
        using var server = new FileServer((request, to) => request.Path switch
        {
            "circle" => FileServer.Send(to, "302 Found", [], "Location: /circle", "Content-Length: 0"),
            "moved" => FileServer.Send(to, "301 Moved", [], "Location: /x", "Content-Length: 0"),
            _ => FileServer.SendFile(request, to, file),
        });
        Assert.Contains("302", (await Fails(server, null, null, "circle")).Message);
        await Download(server, sum, null, "moved");
        IsThere(file);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_the_limit_is_refused_whether_announced_or_not(bool isAnnounced)
    {
        using var server = new FileServer((_, to) =>
            FileServer.Send(to, "200 OK", file, isAnnounced ? [$"Content-Length: {file.Length}"] : []));
        DownloadException error = await Fails(server, sum, hasty with { MaxBytes = 200_000 });
        Assert.Contains("at most 200000 are taken", error.Message);
        Assert.Single(server.Requests);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task A_length_that_is_too_small_shows_in_the_checksum()
    {
        using var server = new FileServer((_, to) => FileServer.Send(to, "200 OK", file, "Content-Length: 1000"));
        Assert.Contains($"instead of {sum.Hex}", (await Fails(server, sum)).Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        using var server = new FileServer(async (request, to) =>
        {
            await FileServer.SendFile(request, to, file, most: 1000);
            await Task.Delay(Timeout.Infinite, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        });
        DownloadException error = await Fails(server, sum, hasty with { Timeout = TimeSpan.FromSeconds(0.3), Attempts = 1 });
        Assert.Contains("nothing came for 0.3 s after 1000 bytes", error.Message);
    }

    [Fact]
    public async Task Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Checksum.Md5("12"));
        Assert.Throws<ArgumentException>(() => Checksum.Sha256(new string('g', 64)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Downloader(new DownloadOptions { Attempts = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Download(null, null));
        await Assert.ThrowsAsync<ArgumentException>(() => Download(null, null, new Uri("file:///etc/passwd")));
    }
}

using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Downloads that go on where others ended, and servers that changed their minds in between.</summary>
public sealed class ResumeTests : DownloadTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_is_taken_up_where_it_ended(bool hasChecksum)
    {
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file, most: 100_000));
        await Download(server, hasChecksum ? sum : null);
        IsThere(file);
        FileServer.Request[] requests = [.. server.Requests];
        Assert.Equal([null, "\"v1\"", "\"v1\""], requests.Select(request => request.Header("if-range")));
        Assert.Equal([0, 100_000, 200_000], requests.Select(request => request.From));
    }

    [Fact]
    public async Task Another_process_goes_on_with_what_is_left()
    {
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file, most: 100_000));
        Assert.Contains("after 100000", (await Fails(server, sum, hasty with { Attempts = 1 })).Message);
        Assert.Contains("after 200000", (await Fails(server, sum, hasty with { Attempts = 1 })).Message);
        Assert.Equal(["data/file.bin.part", "data/file.bin.part.source"], folder.Files);
        await Download(server, sum);
        IsThere(file);
        Assert.Equal([0, 100_000, 200_000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_file_that_changes_in_between_is_fetched_anew()
    {
        int count = 0;
        using var server = new FileServer((request, to) => count++ == 0
            ? FileServer.SendFile(request, to, other, "v1", most: 1000)
            : FileServer.SendFile(request, to, file, "v2"));
        await Download(server);
        IsThere(file);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task A_rest_of_another_version_is_not_appended()
    {
        int count = 0;
        using var server = new FileServer((request, to) => count++ switch
        {
            0 => FileServer.SendFile(request, to, other, "v1", most: 1000),
            1 => FileServer.Send(to, "206 Partial Content", file[1000..], $"Content-Length: {file.Length - 1000}",
                $"Content-Range: bytes 1000-{file.Length - 1}/{file.Length}", "ETag: \"v2\""),
            _ => FileServer.SendFile(request, to, file, "v2"),
        });
        await Download(server);
        IsThere(file);
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Mixed_versions_are_found_by_the_checksum_and_fetched_anew()
    {
        int count = 0;
        using var server = new FileServer((request, to) => count++ == 0
            ? FileServer.SendFile(request, to, other, most: 1000)
            : FileServer.SendFile(request, to, file));
        await Download(server, sum);
        IsThere(file);
        Assert.Equal([0, 1000, 0], server.Requests.Select(request => request.From));
    }

    [Theory]
    [InlineData("bytes 0-99/300000")]
    [InlineData("bytes 2000-299999/300000")]
    [InlineData("lines 1000-299999/300000")]
    [InlineData("nonsense")]
    public async Task A_range_that_was_not_asked_for_is_not_appended(string range)
    {
        int count = 0;
        using var server = new FileServer((request, to) => count++ switch
        {
            0 => FileServer.SendFile(request, to, file, most: 1000),
            1 => FileServer.Send(to, "206 Partial Content", file[1000..], $"Content-Length: {file.Length - 1000}",
                $"Content-Range: {range}"),
            _ => FileServer.SendFile(request, to, file),
        });
        await Download(server);
        IsThere(file);
        Assert.Equal(0, server.Requests.Last().From);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_knows_no_ranges_sends_all_again(bool hasTag)
    {
        int count = 0;
        string[] headers = [$"Content-Length: {file.Length}", hasTag ? "ETag: \"v1\"" : "X-Nothing: here"];
        using var server = new FileServer((_, to) =>
            FileServer.Send(to, "200 OK", file[..(count++ < 2 ? 100_000 : file.Length)], headers));
        await Download(server);
        IsThere(file);
        Assert.Equal(3, count);
        Assert.Equal(hasTag ? "bytes=100000-" : null, server.Requests.Last().Header("range"));
    }

    [Fact]
    public async Task A_part_that_was_whole_already_is_taken()
    {
        folder.Write("data/file.bin.part", file);
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file));
        File.WriteAllLines(folder["data/file.bin.part.source"], [server["x"].AbsoluteUri, "\"v1\""]);
        await Download(server, sum);
        IsThere(file);
        Assert.Equal(file.Length, server.Requests.Single().From);
    }

    [Fact]
    public async Task A_part_of_unknown_origin_is_not_used()
    {
        folder.Write("data/file.bin.part", other);
        using var server = new FileServer((request, to) => FileServer.SendFile(request, to, file));
        await Download(server);
        IsThere(file);
    }

    [Fact]
    public async Task Who_cancels_may_go_on_later()
    {
        using var source = new CancellationTokenSource();
        bool isFirst = true;
        using var server = new FileServer(async (request, to) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await FileServer.SendFile(request, to, file, most: 150_000);
                await Task.Delay(Timeout.Infinite, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            }
            await FileServer.SendFile(request, to, file);
        });
        using var downloader = new Downloader(hasty);
        var progress = new CancelAt(150_000, source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            downloader.DownloadAsync(Target, [server["x"]], sum, progress, source.Token));
        await downloader.DownloadAsync(Target, [server["x"]], sum);
        IsThere(file);
        Assert.Equal([0, 150_000], server.Requests.Select(request => request.From));
    }

    sealed class CancelAt(long bytes, CancellationTokenSource source) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.BytesReceived >= bytes)
                source.Cancel();
        }
    }

    [Fact]
    public async Task Two_downloads_of_one_file_do_not_mix()
    {
        var begun = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        using var server = new FileServer(async (request, to) =>
        {
            begun.TrySetResult();
            await released.Task;
            await FileServer.SendFile(request, to, file);
        });
        Task first = Download(server, sum);
        await begun.Task;
        await Assert.ThrowsAsync<IOException>(() => Download(server, sum));
        released.SetResult();
        await first;
        IsThere(file);
    }
}

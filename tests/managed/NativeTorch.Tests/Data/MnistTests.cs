using System.Net;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>The MNIST files, and fetching them.</summary>
public sealed class MnistTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-mnist-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void The_official_files_are_read()
    {
        string official = Path.GetDirectoryName(Shared.Find("data", "mnist", "train-images-idx3-ubyte.gz"))!;
        Assert.True(Mnist.IsIn(official));
        LabeledImages train = Mnist.Load(official, train: true), test = Mnist.Load(official, train: false);
        Assert.Equal(Shape.Create([60_000, 1, 28, 28]), train.Images.Shape);
        Assert.Equal(10_000, test.Count);
        Assert.Equal([5L, 0L, 4L, 1L, 9L], train.Labels[..5].ToArray<long>());
        Tensor x = train.Normalize().Tensors[0];
        Assert.Equal(Mnist.Mean, x.Mean().Item<double>(), 1e-4);
        Assert.Equal(Mnist.Std, x.Std().Item<double>(), 1e-4);
    }

    [Fact]
    public void A_folder_without_the_files_says_what_is_missing()
    {
        Assert.False(Mnist.IsIn(folder));
        Assert.Contains("train-images-idx3-ubyte", Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder, train: true)).Message);
    }

    [Theory]
    [InlineData(2, 28, new byte[] { 1, 2 }, null)]
    [InlineData(2, 28, new byte[] { 1 }, "2 labels")]
    [InlineData(2, 27, new byte[] { 1, 2 }, "28 x 28")]
    [InlineData(2, 28, new byte[] { 1, 10 }, "10 at position 1")]
    public void Files_that_do_not_fit_are_refused(byte count, byte side, byte[] labels, string? expected)
    {
        File.WriteAllBytes(Path.Combine(folder, "t10k-images-idx3-ubyte"),
            [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, side, 0, 0, 0, side, .. new byte[count * side * side]]);
        File.WriteAllBytes(Path.Combine(folder, "t10k-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels]);
        if (expected is null)
            Assert.Equal([1L, 2L], Mnist.Load(folder, train: false).Labels.ToArray<long>());
        else
            Assert.Contains(expected, Assert.Throws<DatasetFormatException>(() => Mnist.Load(folder, train: false)).Message);
    }

    sealed class Server(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(answer(request));
        }
    }

    [Fact]
    public async Task A_download_tries_every_mirror_checks_and_leaves_nothing_broken()
    {
        var server = new Server(request => request.RequestUri!.Scheme == "https"
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) });
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => MnistDownload.DownloadAsync(folder, new HttpClient(server)));
        Assert.Equal(3, server.Requests);
        Assert.Contains("404", error.Message);
        Assert.Contains("MD5 5289df737df57326fcdd22597afb1fac", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        foreach (string name in new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte" })
            File.WriteAllBytes(Path.Combine(folder, name), []);
        var server = new Server(_ => throw new InvalidOperationException());
        await MnistDownload.DownloadAsync(folder, new HttpClient(server));
        Assert.Equal(0, server.Requests);
    }
}

using System.Net;
using NativeTorch.Data;
using NativeTorch.Data.Transforms;

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

    /// <summary>The real checksums of files that are not the real ones.</summary>
    [Fact]
    public async Task A_download_tries_every_mirror_checks_and_leaves_nothing_broken()
    {
        var hosts = new List<string>();
        using var client = new HttpClient(new Answers(request =>
        {
            hosts.Add(request.RequestUri!.Host);
            return request.RequestUri.Scheme == "https"
                ? new HttpResponseMessage(HttpStatusCode.NotFound)
                : new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) };
        }));
        using var downloader = new Downloader(client: client);
        var error = await Assert.ThrowsAsync<DownloadException>(() => Mnist.DownloadAsync(folder, downloader));
        Assert.Equal(["ossci-datasets.s3.amazonaws.com", "storage.googleapis.com", "yann.lecun.com"], hosts);
        Assert.Contains("404", error.Message);
        Assert.Contains("MD5 5289df737df57326fcdd22597afb1fac", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        string[] names =
            ["train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "MNIST/raw/t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllBytes(Path.Combine(folder, name), []);
        }
        using var client = new HttpClient(new Answers(_ => throw new InvalidOperationException()));
        using var downloader = new Downloader(client: client);
        await Mnist.DownloadAsync(folder, downloader);
    }

    sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }

    /// <summary>Files in torchvision's folders, read by torchvision and here.</summary>
    [SkippableTheory]
    [InlineData("MNIST")]
    [InlineData("FashionMNIST")]
    [InlineData("KMNIST")]
    public void All_of_the_family_are_read_as_torchvision_reads_them(string name)
    {
        var random = new Random(3);
        byte[] pixels = new byte[20 * 784];
        random.NextBytes(pixels);
        byte[] labels = [.. Enumerable.Range(0, 20).Select(i => (byte)(i * 3 % 10))];
        string raw = Directory.CreateDirectory(Path.Combine(folder, name, "raw")).FullName;
        foreach (string part in new[] { "train", "t10k" })
        {
            byte[] sizes = [0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28];
            File.WriteAllBytes(Path.Combine(raw, $"{part}-images-idx3-ubyte"), [0, 0, 8, 3, .. sizes, .. pixels]);
            File.WriteAllBytes(Path.Combine(raw, $"{part}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 20, .. labels]);
        }
        string[] expected = TorchPython.Run("torchvision", $"""
            import sys, torchvision
            d = torchvision.datasets.{name}(sys.argv[1])
            print(','.join(map(str, d.data.flatten().tolist())))
            print(','.join(map(str, d.targets.tolist())))
            print('|'.join(d.classes))
            """, folder).TrimEnd('\n').Split('\n');
        LabeledImages found = name switch
        {
            "MNIST" => Mnist.Load(folder, train: true),
            "FashionMNIST" => FashionMnist.Load(folder, train: true),
            _ => KMnist.Load(folder, train: true),
        };
        Assert.Equal(expected[0].Split(',').Select(byte.Parse), found.Images.ToArray<byte>());
        Assert.Equal(expected[1].Split(',').Select(long.Parse), found.Labels.ToArray<long>());
        Assert.Equal(expected[2].Split('|'), found.Classes);
    }

    /// <summary>All have the same names, so that only their own folders tell them apart.</summary>
    [Fact]
    public void One_of_the_family_is_not_taken_for_another()
    {
        string[] names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"];
        foreach (string place in new[] { "", "FashionMNIST/raw", "kmnist" })
            foreach (string name in names)
            {
                string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, place)).FullName, name);
                File.WriteAllBytes(path, []);
            }
        Assert.Equal(folder, Mnist.FindFolder(folder));
        Assert.Equal(folder, FashionMnist.FindFolder(folder));
        Assert.True(KMnist.IsIn(Path.Combine(folder, "kmnist")));
        Assert.Null(KMnist.FindFolder(Path.Combine(folder, "elsewhere")));
    }

    [Fact]
    public void Images_in_memory_are_transformed_one_by_one_and_in_batches()
    {
        var images = new LabeledImages(Torch.Arange(32).Reshape(2, 1, 4, 4).To(Dtype.UInt8), Torch.Tensor<long>([7, 8]));
        Dataset data = images.ToDataset(new Compose(new ToTensor(), new NativeTorch.Data.Transforms.Normalize([0.5], [0.25])));
        (Tensor x, Tensor y) = new DataLoader(data, batchSize: 2).Single();
        Assert.Equal([2, 1, 4, 4], x.Shape.ToArray());
        Assert.Equal([7L, 8], y.ToArray<long>());
        Assert.True(Torch.AllClose(x, (images.Images.To(Dtype.Float32) / 255 - 0.5) / 0.25));
        Assert.True(Torch.Equal(x[1], data[1][0]));
        Assert.Equal(Dtype.UInt8, images.ToDataset()[0][0].Dtype);
    }
}

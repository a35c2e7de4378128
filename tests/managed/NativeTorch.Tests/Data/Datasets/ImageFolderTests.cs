using NativeTorch.Data;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data;

/// <summary>Folders of files, a class each, as torchvision lists them.</summary>
public sealed class ImageFolderTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    void Write(params string[] names)
    {
        foreach (string name in names)
            folder.Write(name, image);
    }

    static readonly byte[] image = Images.EncodePng(Torch.Arange(12).Reshape(3, 2, 2).To(Dtype.UInt8));

    [Fact]
    public void Classes_and_samples_are_in_order()
    {
        Write("dog/2.png", "dog/10.PNG", "dog/a/1.jpg", "dog/notes.txt", "cat/z.jpeg", "Ant/1.webp", "cat/b c/1.png", "cat/b/1.png");
        var data = new ImageFolder(folder.Path);
        Assert.Equal(["Ant", "cat", "dog"], data.Classes);
        Assert.Equal(2, data.ClassToIndex["dog"]);
        Assert.Equal(["Ant/1.webp", "cat/z.jpeg", "cat/b/1.png", "cat/b c/1.png", "dog/10.PNG", "dog/2.png", "dog/a/1.jpg"],
            data.Samples.Select(sample => Path.GetRelativePath(folder.Path, sample.Path)));
        Assert.Equal([0L, 1, 1, 1, 2, 2, 2], data.Samples.Select(sample => sample.Class));
        Assert.Equal(7, data.Count);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (byte)i), data[6][0].ToArray<byte>());
        Assert.Equal(2, data[6][1].Item<long>());
        Assert.Throws<ArgumentOutOfRangeException>(() => data[7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[-1]);
    }

    [SkippableFact]
    public void The_order_is_torchvisions()
    {
        Write("b/x/1.png", "b/x.png", "b/X/2.png", "b/x y/3.png", "b/x-y/4.png", "b/.h/5.png",
            "a/ü.png", "a/z.png", "a/Z.png", "a b/1.png");
        string expected = TorchPython.Run("torchvision", """
            import os, sys, torchvision
            for path, label in torchvision.datasets.ImageFolder(sys.argv[1]).samples:
                print(os.path.relpath(path, sys.argv[1]), label)
            """, folder.Path);
        var samples = new ImageFolder(folder.Path).Samples;
        Assert.Equal(expected.Trim().Split('\n'),
            samples.Select(sample => $"{Path.GetRelativePath(folder.Path, sample.Path)} {sample.Class}"));
    }

    [Fact]
    public void Transforms_and_loaders_can_be_given()
    {
        folder.Write("a/1.bin", [5]);
        folder.Write("b/2.bin", [6]);
        var data = new DatasetFolder(folder.Path, path => Torch.Tensor<byte>(File.ReadAllBytes(path), [1, 1, 1]), [".bin"],
            new Lambda(x => x.To(Dtype.Float32) * 2), label => 10 - label);
        (Tensor x, Tensor y) = new DataLoader(data, batchSize: 2).Single();
        Assert.Equal([10f, 12], x.ToArray<float>());
        Assert.Equal([10L, 9], y.ToArray<long>());
        Assert.Single(new ImageFolder(folder.Path, isValidFile: path => path.Contains("2.bin"), allowEmpty: true).Samples);
    }

    [Fact]
    public void Empty_classes_are_named_unless_they_are_allowed()
    {
        Assert.Contains("has no folders", Assert.Throws<DirectoryNotFoundException>(() => new ImageFolder(folder.Path)).Message);
        Assert.Throws<DirectoryNotFoundException>(() => new ImageFolder(folder["nowhere"]));
        folder.Write("full/1.png", image);
        folder.Write("empty/1.txt", []);
        Directory.CreateDirectory(folder["void"]);
        string message = Assert.Throws<FileNotFoundException>(() => new ImageFolder(folder.Path)).Message;
        Assert.Contains("the classes empty, void", message);
        Assert.Contains(".jpeg", message);
        var data = new ImageFolder(folder.Path, allowEmpty: true);
        Assert.Equal(["empty", "full", "void"], data.Classes);
        Assert.Equal(1, data[0][1].Item<long>());
        Assert.Throws<ArgumentException>(() => new DatasetFolder(folder.Path, _ => Torch.Zeros(1), extensions: null));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_end()
    {
        folder.Write("a/1.png", image);
        Directory.CreateSymbolicLink(folder["a/round"], folder["a"]);
        Directory.CreateSymbolicLink(folder["b"], folder["a"]);
        var samples = new ImageFolder(folder.Path).Samples;
        Assert.Equal(["a/1.png", "b/1.png"], samples.Select(sample => Path.GetRelativePath(folder.Path, sample.Path)));
    }

    [Fact]
    public void An_image_of_another_format_says_so_when_it_is_read()
    {
        string path = folder.Write("a/1.bmp", "BM123456"u8);
        var data = new ImageFolder(folder.Path);
        Assert.Contains(path, Assert.Throws<DatasetFormatException>(() => data[0]).Message);
    }
}

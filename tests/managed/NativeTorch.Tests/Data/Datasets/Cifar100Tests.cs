using System.Text;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>CIFAR-100's binary files, with both kinds of labels.</summary>
public sealed class Cifar100Tests : IDisposable
{
    const int Pixels = 3072;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_kinds_of_labels_are_read_with_their_names()
    {
        folder.Write("cifar-100-binary/train.bin", [19, 99, .. Enumerable.Repeat((byte)7, Pixels), 0, 1, .. new byte[Pixels]]);
        Assert.Empty(Cifar100.Load(folder.Path, train: true).Classes);
        folder.Write("cifar-100-binary/coarse_label_names.txt", Names("group", 20));
        folder.Write("cifar-100-binary/fine_label_names.txt", Names("class", 100));
        LabeledImages fine = Cifar100.Load(folder.Path, train: true);
        LabeledImages coarse = Cifar100.Load(folder["cifar-100-binary"], train: true, coarse: true);
        Assert.Equal([99L, 1], fine.Labels.ToArray<long>());
        Assert.Equal([19L, 0], coarse.Labels.ToArray<long>());
        Assert.Equal("class 99", fine.Classes[99]);
        Assert.Equal("group 19", coarse.Classes[19]);
        Assert.Equal([2, 3, 32, 32], fine.Images.Shape.ToArray());
        Assert.Equal([7, 0], fine.Images[.., 2, 31, 31].ToArray<byte>());
        Assert.False(Cifar100.IsIn(folder.Path));
        folder.Write("test.bin", [0, 0, .. new byte[Pixels]]);
        Assert.True(Cifar100.IsIn(folder.Path));
    }

    [Theory]
    [InlineData(20, 0, 3074, "labels from 0 to 19, found 20 in record 0")]
    [InlineData(0, 100, 3074, "labels from 0 to 99, found 100 in record 0")]
    [InlineData(0, 0, 3073, "records of 3074 bytes")]
    public void Damage_is_named(byte coarse, byte fine, int length, string expected)
    {
        string path = folder.Write("test.bin", [coarse, fine, .. new byte[length - 2]]);
        var error = Assert.Throws<DatasetFormatException>(() => Cifar100.Load(folder.Path, train: false));
        Assert.Equal(path, error.FilePath);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_folder_without_the_files_says_what_is_missing()
    {
        string message = Assert.Throws<FileNotFoundException>(() => Cifar100.Load(folder.Path, train: true)).Message;
        Assert.Contains("train.bin", message);
        Assert.Contains("cifar-100-binary.tar.gz", message);
    }

    static byte[] Names(string name, int count) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => $"{name} {i}\n")));
}

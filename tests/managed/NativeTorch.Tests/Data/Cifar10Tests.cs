using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>CIFAR-10's binary files: good ones, and all the ways in which one can be damaged.</summary>
public sealed class Cifar10Tests : IDisposable
{
    const int Record = 3073;

    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-cifar-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void The_official_files_are_read()
    {
        string official = Path.GetDirectoryName(Shared.Find("data", "cifar-10-batches-bin", "test_batch.bin"))!;
        Assert.Equal(official, Cifar10.FindFolder(folder, official));
        LabeledImages train = Cifar10.Load(official, train: true), test = Cifar10.Load(Path.GetDirectoryName(official)!, train: false);
        Assert.Equal([train.Count, 3, 32, 32], train.Images.Shape.ToArray());
        Assert.Equal(new FileInfo(Path.Combine(official, "test_batch.bin")).Length, test.Count * Record);
        Assert.Equal(Enumerable.Range(0, 10).Select(label => (long)label), test.Labels.ToArray<long>().Distinct().Order());
        Tensor means = train.Normalize().Tensors[0].Mean([0, 2, 3]);
        Assert.True(Torch.AllClose(means, Torch.Tensor([0.4914f, 0.4822f, 0.4465f]), atol: 0.02), $"{means}"); // those of all 50,000
    }

    [Fact]
    public void Planes_and_classes_of_all_files_come_in_order()
    {
        Write("data_batch_2.bin", [2, .. new byte[3072]]);
        Write("data_batch_1.bin", [7, .. Plane(1), .. Plane(2), .. Plane(3), 9, .. Plane(4), .. Plane(5), .. Plane(6)]);
        Assert.False(Cifar10.IsIn(folder));
        LabeledImages images = Cifar10.Load(folder, train: true);
        Assert.Equal([7L, 9, 2], images.Labels.ToArray<long>());
        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 0, 0], images.Images[.., .., 31, 31].Flatten().ToArray<byte>());
        Write("test_batch.bin", [0, .. new byte[3072]]);
        Assert.True(Cifar10.IsIn(folder));
    }

    [Theory]
    [InlineData(0, 0, "found 0 bytes")]
    [InlineData(1, 0, "0 records and 1 bytes more")]
    [InlineData(Record - 1, 0, "0 records and 3072 bytes more")]
    [InlineData(2 * Record + 1, 0, "2 records and 1 bytes more")]
    [InlineData(2 * Record, 10, "10 in record 1")]
    [InlineData(2 * Record, 255, "255 in record 1")]
    public void A_damaged_file_says_what_is_wrong(int length, byte label, string expected)
    {
        var content = new byte[length];
        if (length > Record)
            content[Record] = label;
        string path = Write("test_batch.bin", content);
        var error = Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder, train: false));
        Assert.Equal(path, error.FilePath);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_folder_without_the_files_says_what_is_missing()
    {
        Assert.Null(Cifar10.FindFolder(folder));
        Assert.Contains("data_batch_1.bin", Assert.Throws<FileNotFoundException>(() => Cifar10.Load(folder, train: true)).Message);
    }

    static byte[] Plane(byte value) => [.. Enumerable.Repeat(value, 1024)];

    string Write(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

using System.Text;
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

    [Fact]
    public void Images_are_read_straight_from_the_archive()
    {
        const string Folder = "cifar-10-batches-bin/";
        string archive = Path.Combine(folder, "cifar-10-binary.tar.gz");
        File.WriteAllBytes(archive, RawTar.Gzip(RawTar.Write(
            new("../evil", [1]), // nothing is unpacked, so that names of others do not matter
            new(Folder + "test_batch.bin", [3, .. Plane(7), .. Plane(8), .. Plane(9)]),
            new(Folder + "data_batch_2.bin", [2, .. new byte[3072]]),
            new(Folder + "data_batch_1.bin", [1, .. new byte[3072]]),
            new(Folder + "batches.meta.txt", Encoding.ASCII.GetBytes("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n")))));
        Assert.Equal(folder, Cifar10.FindFolder(folder));
        LabeledImages train = Cifar10.Load(folder, train: true), test = Cifar10.Load(folder, train: false);
        Assert.Equal([1L, 2], train.Labels.ToArray<long>());
        Assert.Equal([3L], test.Labels.ToArray<long>());
        Assert.Equal([7, 8, 9], test.Images[0, .., 31, 31].ToArray<byte>());
        Assert.Equal("j", train.Classes[9]);
        Assert.Equal([Path.GetFileName(archive)], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));

        Write("test_batch.bin", [5, .. new byte[3072]]);
        Assert.Equal([5L], Cifar10.Load(folder, train: false).Labels.ToArray<long>()); // a folder comes before an archive
    }

    [Fact]
    public void A_broken_archive_is_refused()
    {
        byte[] gzip = RawTar.Gzip(RawTar.Write(new RawTar.Entry("cifar-10-batches-bin/test_batch.bin", [3, .. new byte[3072]])));
        byte[] flipped = [.. gzip];
        flipped[^6] ^= 1; // the checksum, behind all entries
        foreach (byte[] broken in new[] { gzip[..^30], gzip[..^1], flipped })
        {
            File.WriteAllBytes(Path.Combine(folder, "cifar-10-binary.tar.gz"), broken);
            var error = Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder, train: false));
            Assert.Contains("cifar-10-binary.tar.gz", error.Message);
        }
    }

    [Fact]
    public void Names_of_classes_are_those_of_the_file_or_the_official_ones()
    {
        Write("test_batch.bin", [5, .. new byte[3072]]);
        Assert.Equal(Cifar10.Classes, Cifar10.Load(folder, train: false).Classes);
        Write("batches.meta.txt", Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 10).Select(i => $"class {i}"))));
        Assert.Equal("class 5", Cifar10.Load(folder, train: false).Classes[5]);
        Write("batches.meta.txt", "a\nb\n"u8.ToArray());
        Assert.Contains("10 names, found 2", Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder, train: false)).Message);
    }

    static byte[] Plane(byte value) => [.. Enumerable.Repeat(value, 1024)];

    string Write(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

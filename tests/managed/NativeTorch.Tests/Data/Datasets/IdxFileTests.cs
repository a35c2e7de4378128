using System.IO.Compression;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>idx files: good ones, and all the ways in which one can be damaged.</summary>
public sealed class IdxFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-idx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_plain_and_gzipped(bool compressed)
    {
        Tensor t = IdxFile.Read(Write([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255], compressed));
        Assert.Equal(Shape.Create([2, 3]), t.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 255], t.ToArray<byte>());
    }

    [Fact]
    public void A_large_file_is_read_whole()
    {
        var data = new byte[3_000_000];
        new Random(1).NextBytes(data);
        Assert.Equal(data, IdxFile.Read(Write([0, 0, 8, 1, 0, 0x2D, 0xC6, 0xC0, .. data], compressed: true)).ToArray<byte>());
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("0 0 8", "header")]
    [InlineData("0 0 8 2 0 0 0 2", "2 sizes")]
    [InlineData("0 0 8 1 0 0 0 5 1 2 3", "5 elements")]
    [InlineData("0 0 8 1 0 0 0 2 1 2 3", "found more")]
    [InlineData("0 0 10 1 0 0 0 1 0 0 0 0", "magic number")]
    [InlineData("0 0 13 1 0 0 0 2 0 0 0 0", "2 elements, as the header says, found 1")]
    [InlineData("0 0 14 1 0 0 0 1 0 0 0 0 0 0 0", "1 elements, as the header says, found 0")]
    [InlineData("1 0 8 1 0 0 0 1 9", "0x01000801")]
    [InlineData("0 0 8 0", "magic number")]
    [InlineData("0 0 8 1 0 255 255 255 1 2", "16777215 elements")]
    [InlineData("0 0 8 3 255 255 255 255 255 255 255 255 255 255 255 255 1", "4294967295")]
    public void A_damaged_file_says_what_is_wrong(string bytes, string expected)
    {
        foreach (bool compressed in new[] { false, true })
        {
            string path = Write([.. bytes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse)], compressed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<DatasetFormatException>(() => IdxFile.Read(path));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20, "memory was allocated by a header that lies");
            Assert.Equal(path, error.FilePath);
            Assert.Contains(expected, error.Message);
            Assert.Contains(path, error.Message);
        }
    }

    [Fact]
    public void Broken_gzip_is_a_format_error()
    {
        string path = Write([.. Enumerable.Repeat<byte>(7, 100)], compressed: false);
        Assert.Throws<DatasetFormatException>(() => IdxFile.Read(path));

        var data = new byte[100_000];
        new Random(1).NextBytes(data);
        string cut = Write([0, 0, 8, 1, 0, 1, 0x86, 0xA0, .. data], compressed: true);
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..50_000]);
        Assert.Throws<DatasetFormatException>(() => IdxFile.Read(cut));
    }

    /// <summary>As torchvision reads them: numbers of several bytes are big-endian.</summary>
    [Theory]
    [InlineData(9, Dtype.Int8, "255 127", new double[] { -1, 127 })]
    [InlineData(11, Dtype.Int16, "255 254 1 2", new double[] { -2, 258 })]
    [InlineData(12, Dtype.Int32, "0 0 1 0 255 255 255 255", new double[] { 256, -1 })]
    [InlineData(13, Dtype.Float32, "63 128 0 0 192 0 0 0", new double[] { 1, -2 })]
    [InlineData(14, Dtype.Float64, "63 240 0 0 0 0 0 0 192 0 0 0 0 0 0 0", new double[] { 1, -2 })]
    public void Elements_of_other_types_are_read(byte type, Dtype dtype, string bytes, double[] expected)
    {
        Tensor t = IdxFile.Read(Write([0, 0, type, 1, 0, 0, 0, 2, .. bytes.Split(' ').Select(byte.Parse)], compressed: type % 2 == 0));
        Assert.Equal(dtype, t.Dtype);
        Assert.Equal(expected, t.To(Dtype.Float64).ToArray<double>());
    }

    [Fact]
    public void The_number_of_dimensions_can_be_asked_for() =>
        Assert.Contains("0x0000tt03",
            Assert.Throws<DatasetFormatException>(() => IdxFile.Read(Write([0, 0, 8, 1, 0, 0, 0, 0], false), dim: 3)).Message);

    string Write(byte[] bytes, bool compressed)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName() + (compressed ? ".gz" : ""));
        using Stream file = File.Create(path);
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }
}

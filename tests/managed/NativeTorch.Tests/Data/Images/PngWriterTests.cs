using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>What is written as PNG is read back equal: by a plain reader here, and by Python's imaging library where it is.</summary>
public sealed class PngWriterTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-png-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<long[], string> Pictures
    {
        get
        {
            var rows = new TheoryData<long[], string>();
            foreach (long[] shape in new long[][] { [1, 1], [5, 7], [1, 9, 4], [2, 8, 3], [3, 16, 11], [4, 3, 20], [3, 1, 1], [3, 200, 260] })
                foreach (string kind in new[] { "noise", "slope", "flat" })
                    rows.Add(shape, kind);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_comes_back_equal(long[] shape, string kind)
    {
        Tensor image = Picture(shape, kind);
        PlainPng.Picture read = PlainPng.Read(Images.EncodePng(image));
        Assert.Equal((shape[^1], shape[^2], shape.Length == 2 ? 1 : shape[0]), (read.Width, read.Height, read.Channels));
        Assert.Equal(Interleaved(image), read.Pixels);
    }

    [Fact]
    public void Rows_have_the_filter_that_makes_them_small()
    {
        PlainPng.Picture slope = PlainPng.Read(Images.EncodePng(Picture([1, 40, 50], "slope")));
        Assert.DoesNotContain((byte)0, slope.Filters);
        Assert.True(Images.EncodePng(Picture([3, 100, 100], "slope")).Length < 3_000);
        Assert.True(Images.EncodePng(Picture([3, 100, 100], "noise")).Length < 30_000 + 500);
        // Each row repeats the one above, which is noise.
        Tensor columns = Picture([1, 1, 64], "noise").Expand(1, 9, 64);
        Assert.All(PlainPng.Read(Images.EncodePng(columns)).Filters[1..], filter => Assert.Equal(2, filter));
    }

    [Fact]
    public void Long_data_lies_in_several_chunks() =>
        Assert.True(PlainPng.Read(Images.EncodePng(Picture([3, 200, 260], "noise"))).DataChunks > 2);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Each_level_of_compression_gives_the_same_picture(int level)
    {
        Tensor image = Picture([3, 30, 40], "slope");
        Assert.Equal(Interleaved(image), PlainPng.Read(Images.EncodePng(image, level)).Pixels);
    }

    [Fact]
    public void A_view_is_written_as_what_it_shows()
    {
        Tensor view = Picture([3, 30, 40], "noise").Flip(2).Transpose(1, 2).Narrow(1, 3, 20);
        Assert.Equal(Interleaved(view), PlainPng.Read(Images.EncodePng(view)).Pixels);
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        Assert.Contains("float32", Assert.Throws<DtypeMismatchException>(() => Images.EncodePng(Torch.Zeros(3, 4, 5))).Message);
        foreach (long[] shape in new long[][] { [4], [5, 4, 4], [0, 4, 4], [3, 0, 4], [1, 3, 4, 4] })
            Assert.Contains(Shape.Create(shape).ToString(), Assert.Throws<ShapeMismatchException>(() => Images.EncodePng(Torch.Zeros(shape, Dtype.UInt8))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.EncodePng(Torch.Zeros([4, 4], Dtype.UInt8), 10));
    }

    [SkippableFact]
    public void Pillow_reads_the_same_pictures()
    {
        var expected = new List<string>();
        foreach (object[] row in Pictures)
        {
            Tensor image = Picture((long[])row[0], (string)row[1]);
            Images.WritePng(Path.Combine(folder, $"{expected.Count:D3}.png"), image);
            expected.Add(Convert.ToHexStringLower(Interleaved(image)));
        }
        string script = """
            import glob, sys, PIL.Image
            print('\n'.join(PIL.Image.open(path).tobytes().hex() for path in sorted(glob.glob(sys.argv[1] + '/*.png'))), end='')
            """;
        Assert.Equal(expected, TorchPython.Run("PIL.Image", script, folder).Split('\n'));
    }

    static Tensor Picture(long[] shape, string kind)
    {
        long count = shape.Aggregate(1L, (a, b) => a * b);
        var data = new byte[count];
        if (kind == "noise")
            new Random(7).NextBytes(data);
        else if (kind == "slope")
            for (long i = 0; i < count; i++)
                data[i] = (byte)(i % shape[^1] + 2 * (i / shape[^1]));
        else
            data.AsSpan().Fill(200);
        return Torch.Tensor<byte>(data.AsSpan(), shape);
    }

    static byte[] Interleaved(Tensor image) =>
        (image.Dim == 2 ? image.Unsqueeze(0) : image).Permute(1, 2, 0).Contiguous().ToArray<byte>();
}

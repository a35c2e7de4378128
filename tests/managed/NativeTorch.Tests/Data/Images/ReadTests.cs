using System.Buffers.Binary;
using System.Text;
using NativeTorch.Data;
using NativeTorch.Interop;

namespace NativeTorch.Tests.Data;

/// <summary>Image files that are damaged, too large, or of another kind; many threads; a missing library.</summary>
public sealed class ReadTests : IDisposable
{
    static readonly byte[] png = ReadGoldenTests.Bytes("rgba.png"), jpeg = ReadGoldenTests.Bytes("progressive.jpg");

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_by_its_content_and_not_its_name()
    {
        string path = folder.Write("photo.jpg", png);
        Assert.Equal(Images.Decode(png).ToArray<byte>(), Images.Read(path).ToArray<byte>());
        Assert.Equal([3, 9, 13], Images.Read(path, ImageReadMode.Rgb).Shape.ToArray());
    }

    [Theory]
    [InlineData("rgba.png")]
    [InlineData("palette of 2 bits with alpha.png")]
    [InlineData("interlaced.png")]
    [InlineData("progressive.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("four inks.jpg")]
    public void A_truncated_file_is_refused_wherever_it_ends(string name)
    {
        byte[] whole = ReadGoldenTests.Bytes(name);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.Write("cut", whole.AsSpan(0, length));
            var error = Assert.Throws<DatasetFormatException>(() => Images.Read(path));
            Assert.Contains(path, error.Message);
        }
    }

    [Fact]
    public void Damaged_pixels_are_refused()
    {
        byte[] broken = [.. png];
        broken[broken.AsSpan().IndexOf("IDAT"u8) + 20] ^= 0x10;
        Assert.Contains("libpng reads, found IDAT", Assert.Throws<DatasetFormatException>(() => Images.Decode(broken)).Message);

        broken = [.. ReadGoldenTests.Bytes("grey.jpg")];
        broken.AsSpan(^30..^10).Fill(0xAA);
        Assert.Throws<DatasetFormatException>(() => Images.Decode(broken));
    }

    [Theory]
    [InlineData("GIF89a..........", "0x4749463839612e2e")]
    [InlineData("", "it is empty")]
    [InlineData("P", "0x50")]
    public void Other_files_are_refused(string content, string found) =>
        Assert.Contains(found, Assert.Throws<DatasetFormatException>(() => Images.Decode(Encoding.Latin1.GetBytes(content))).Message);

    [Theory]
    [InlineData(16, 0, "0 x 9")]
    [InlineData(16, 0x7FFFFFFF, "2147483647 x 9")]
    [InlineData(16, 0xFFFFFFFF, "at most 2147483647")]
    [InlineData(20, 40_000, "hold at most")] // 2 MB of a data chunk of some hundred bytes
    [InlineData(20, 20_000_000, "at most 178956970 pixels")]
    public void A_PNG_header_that_lies_allocates_nothing(int at, uint size, string expected)
    {
        byte[] file = [.. png];
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), size);
        RefusedCheaply(file, expected);
    }

    [Theory]
    [InlineData(24, 3, "colour type 6 with 3 bits")]
    [InlineData(25, 5, "colour type 5")]
    [InlineData(12, 'X', "XHDR")]
    [InlineData(8, 0x70, "truncated")]
    public void A_PNG_header_that_is_wrong_says_so(int at, int value, string expected)
    {
        byte[] file = [.. png];
        file[at] = (byte)value;
        RefusedCheaply(file, expected);
    }

    [Theory]
    [InlineData(0, 0xC3, "another kind (marker 0xc3)")] // lossless
    [InlineData(3, 12, "8 bits a sample, found 12")]
    [InlineData(8, 2, "1, 3 or 4 components, found 2")]
    public void A_JPEG_header_that_is_not_for_us_says_so(int at, byte value, string expected)
    {
        byte[] file = [.. jpeg];
        int frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]) + 1; // the marker; then length, precision, height, width, components
        file[frame + at] = value;
        RefusedCheaply(file, expected);
    }

    [Fact]
    public void A_JPEG_header_that_is_too_large_allocates_nothing()
    {
        byte[] file = [.. jpeg];
        file.AsSpan(file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]) + 5, 4).Fill(0xFF);
        RefusedCheaply(file, "65535 x 65535");
    }

    [Fact]
    public void The_limit_of_pixels_is_the_callers()
    {
        Assert.Contains("at most 116 pixels", Assert.Throws<DatasetFormatException>(() => Images.Decode(png, maxPixels: 116)).Message);
        Assert.Equal(4 * 117, Images.Decode(png, maxPixels: 117).Numel);
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Decode(png, maxPixels: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Decode(png, (ImageReadMode)9));
    }

    [Fact]
    public void Many_threads_may_read_at_a_time()
    {
        byte[] rgba = Images.Decode(png).ToArray<byte>(), rgb = Images.Decode(jpeg).ToArray<byte>();
        Parallel.For(0, 400, i => Assert.Equal(i % 2 == 0 ? rgba : rgb, Images.Decode(i % 2 == 0 ? png : jpeg).ToArray<byte>()));
    }

    [Fact]
    public void An_image_that_is_none_is_not_written()
    {
        Assert.Throws<DtypeMismatchException>(() => Images.EncodeJpeg(Torch.Zeros(3, 4, 4)));
        Assert.Throws<ShapeMismatchException>(() => Images.EncodeJpeg(Torch.Zeros([4, 4, 4], Dtype.UInt8)));
        Assert.Throws<ShapeMismatchException>(() => Images.EncodeJpeg(Torch.Zeros([3, 0, 4], Dtype.UInt8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.EncodeJpeg(Torch.Zeros([3, 4, 4], Dtype.UInt8), quality: 0));
        string path = folder["grey.jpg"];
        Images.WriteJpeg(path, Torch.Full([1, 8, 8], 77, Dtype.UInt8));
        Assert.Equal(Enumerable.Repeat<byte>(77, 64), Images.Read(path).ToArray<byte>());
        Assert.Equal(["grey.jpg"], folder.Files);
    }

    [Fact]
    public void A_missing_library_is_named_with_what_installs_it()
    {
        var library = new LateLibrary("libfoo", "Reading foo", "apt-get install libfoo9", "libfoo.so.9", "foo.dll");
        var error = Assert.Throws<MissingLibraryException>(() => library.Function("foo"));
        Assert.Equal("Reading foo needs libfoo, which is not on this machine (tried libfoo.so.9, foo.dll); "
            + "install it with: apt-get install libfoo9", error.Message);
        var another = new LateLibrary("libpng", "Reading foo", "apt-get", "libpng16.so.16");
        Assert.Contains("png_no_such is not in it", Assert.Throws<MissingLibraryException>(() => another.Function("png_no_such")).Message);
    }

    static void RefusedCheaply(byte[] file, string expected)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DatasetFormatException>(() => Images.Decode(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, "memory was allocated by a header that lies");
        Assert.Contains(expected, error.Message);
    }
}

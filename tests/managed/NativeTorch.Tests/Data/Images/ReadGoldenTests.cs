using System.Text.Json;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Pixels of all kinds of PNG and JPEG files against torchvision's and PIL's in tests/golden/images.json.</summary>
public class ReadGoldenTests
{
    static readonly JsonElement golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "golden", "images.json"))).RootElement;

    public static TheoryData<string> Files =>
        [.. golden.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pixels_are_those_of_torchvision_in_every_mode(string name)
    {
        JsonElement file = golden.GetProperty("files").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name);
        byte[] bytes = file.GetProperty("file").GetBytesFromBase64();
        foreach (JsonProperty mode in file.GetProperty("modes").EnumerateObject())
        {
            Tensor image = Images.Decode(bytes, Enum.Parse<ImageReadMode>(mode.Name));
            Assert.Equal(Dtype.UInt8, image.Dtype);
            // Another version of libjpeg-turbo than that of the answers may round otherwise.
            Same(mode.Value, image, tolerance: name.EndsWith(".jpg", StringComparison.Ordinal) ? 1 : 0);
        }
    }

    [Fact]
    public void Modes_that_torchvision_has_not_follow_from_those_that_it_has()
    {
        byte[] jpeg = Bytes("progressive.jpg"), inks = Bytes("four inks.jpg");
        foreach (byte[] file in new[] { jpeg, inks })
        {
            Tensor rgb = Images.Decode(file, ImageReadMode.Rgb), rgba = Images.Decode(file, ImageReadMode.RgbAlpha);
            Assert.Equal(rgb.ToArray<byte>(), rgba[..3].ToArray<byte>());
            Assert.All(rgba[3].ToArray<byte>(), alpha => Assert.Equal(255, alpha));
            Tensor gray = Images.Decode(file, ImageReadMode.Gray), grayAlpha = Images.Decode(file, ImageReadMode.GrayAlpha);
            Assert.Equal(gray[0].ToArray<byte>(), grayAlpha[0].ToArray<byte>());
            Assert.All(grayAlpha[1].ToArray<byte>(), alpha => Assert.Equal(255, alpha));
        }
        Assert.Equal([4, 21, 37], Images.Decode(inks).Shape.ToArray());
    }

    [Theory]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(95)]
    public void What_is_written_as_JPEG_is_what_torchvision_writes(int quality)
    {
        JsonElement written = golden.GetProperty("written");
        byte[] expected = written.GetProperty("encoded").GetProperty($"{quality}").GetBytesFromBase64();
        byte[] found = Images.EncodeJpeg(Planes(written.GetProperty("image")), quality);
        Assert.InRange(Images.Decode(found).To(Dtype.Int32).Sub(Images.Decode(expected).To(Dtype.Int32)).Abs().Max().Item<int>(), 0, 1);
        Assert.InRange(found.Length, expected.Length - 8, expected.Length + 8);
    }

    internal static byte[] Bytes(string name) => golden.GetProperty("files").EnumerateArray()
        .Single(file => file.GetProperty("name").GetString() == name).GetProperty("file").GetBytesFromBase64();

    static Tensor Planes(JsonElement answer) => Torch.Tensor<byte>(answer.GetProperty("data").GetBytesFromBase64(),
        [.. answer.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);

    static void Same(JsonElement answer, Tensor image, int tolerance)
    {
        Assert.Equal(answer.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), image.Shape.ToArray());
        byte[] expected = answer.GetProperty("data").GetBytesFromBase64(), found = image.ToArray<byte>();
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{found[i]} instead of {expected[i]} at {i}");
    }
}

using NativeTorch.IO;

namespace NativeTorch.Data;

public static partial class Images
{
    /// <summary>Writes an image as a PNG file of eight bits a channel: grey, grey with alpha, RGB or RGBA.</summary>
    /// <param name="path">The file. What was there before is there until the new one is whole.</param>
    /// <param name="image">uint8, 0 to 255: (height, width), or (channels, height, width) with 1 to 4 channels. At most 2^31 - 1
    /// bytes.</param>
    /// <param name="compressionLevel">zlib's: 0 is none, 9 the smallest file (default 6).</param>
    /// <remarks>PyTorch: <c>torchvision.io.write_png</c>, which takes 1 or 3 channels.</remarks>
    /// <exception cref="DtypeMismatchException">The elements are not uint8.</exception>
    /// <exception cref="ShapeMismatchException">It is of another shape, or empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WritePng(string path, Tensor image, int compressionLevel = 6)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] png = EncodePng(image, compressionLevel);
        AtomicFile.Write(path, file => file.Write(png));
    }

    /// <summary>The bytes of a PNG file; see <see cref="WritePng"/>.</summary>
    /// <param name="image">uint8, 0 to 255: (height, width), or (channels, height, width) with 1 to 4 channels.</param>
    /// <param name="compressionLevel">zlib's: 0 is none, 9 the smallest file (default 6).</param>
    /// <remarks>PyTorch: <c>torchvision.io.encode_png</c>, which takes 1 or 3 channels.</remarks>
    /// <exception cref="DtypeMismatchException">The elements are not uint8.</exception>
    /// <exception cref="ShapeMismatchException">It is of another shape, or empty.</exception>
    public static byte[] EncodePng(Tensor image, int compressionLevel = 6) => PngWriter.Encode(image, compressionLevel);
}

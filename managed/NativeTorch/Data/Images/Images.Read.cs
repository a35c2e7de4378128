namespace NativeTorch.Data;

public static partial class Images
{
    /// <summary>The most pixels that an image may have unless another limit is given: 178,956,970. A file of some kilobytes can be an
    /// image of gigabytes; it is refused before memory is allocated. PIL refuses from the same number on.</summary>
    public const long DefaultMaxPixels = 178_956_970;

    /// <summary>Reads a JPEG or PNG file. Which of the two it is its content says, not its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Which channels to give (default: those of the file).</param>
    /// <param name="maxPixels">The most pixels that the image may have.</param>
    /// <returns>uint8, 0 to 255: (channels, height, width). Of 16 bits a channel the upper 8 come.</returns>
    /// <remarks>
    /// PyTorch: <c>torchvision.io.read_image</c>. Pixels are those of torchvision: colour profiles, gamma, a single transparent colour,
    /// and the orientation in EXIF data are left alone. JPEG needs libjpeg-turbo (Debian: libturbojpeg0), PNG libpng (libpng16-16); each
    /// is opened when it is needed first. Any number of threads may read at a time.
    /// </remarks>
    /// <exception cref="DatasetFormatException">It is another kind of file, a damaged one, or an image that is too large.</exception>
    /// <exception cref="MissingLibraryException">The library that decodes it is not on this machine.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tensor Read(string path, ImageReadMode mode = ImageReadMode.Unchanged, long maxPixels = DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Decode(File.ReadAllBytes(path), path, mode, maxPixels);
    }

    /// <summary>Decodes the bytes of a JPEG or PNG file; see <see cref="Read"/>.</summary>
    /// <param name="file">The file's content.</param>
    /// <param name="mode">Which channels to give (default: those of the file).</param>
    /// <param name="maxPixels">The most pixels that the image may have.</param>
    /// <returns>uint8, 0 to 255: (channels, height, width).</returns>
    /// <remarks>PyTorch: <c>torchvision.io.decode_image</c>, <c>decode_jpeg</c> and <c>decode_png</c>.</remarks>
    /// <exception cref="DatasetFormatException">It is another kind of file, a damaged one, or an image that is too large.</exception>
    /// <exception cref="MissingLibraryException">The library that decodes it is not on this machine.</exception>
    public static Tensor Decode(ReadOnlySpan<byte> file, ImageReadMode mode = ImageReadMode.Unchanged, long maxPixels = DefaultMaxPixels) =>
        Decode(file, "the image", mode, maxPixels);

    static Tensor Decode(ReadOnlySpan<byte> file, string name, ImageReadMode mode, long maxPixels)
    {
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "[decode_image] there is no such mode");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPixels);
        return file switch
        {
            [0xFF, 0xD8, 0xFF, ..] => JpegDecoder.Decode(file, name, mode, maxPixels),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngDecoder.Decode(file, name, mode, maxPixels),
            [] => throw new DatasetFormatException(name, "a JPEG or PNG file", "nothing: it is empty"),
            _ => throw new DatasetFormatException(name, "a JPEG or PNG file",
                $"one that begins with 0x{Convert.ToHexStringLower(file[..Math.Min(8, file.Length)])}"),
        };
    }
}

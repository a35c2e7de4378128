namespace NativeTorch.Data;

/// <summary>The size that an image's header gives, which is checked before anything is allocated for it.</summary>
readonly record struct ImageSize(int Width, int Height)
{
    const int MostChannels = 4;

    public long Pixels => (long)Width * Height;

    /// <exception cref="DatasetFormatException">There are no pixels, or too many.</exception>
    public ImageSize Check(string name, long maxPixels)
    {
        if (Width <= 0 || Height <= 0)
            throw new DatasetFormatException(name, "an image with pixels", $"{Width} x {Height}");
        // Rows of samples are addressed by 32-bit numbers, of 16 bits a sample before they are cut to 8.
        maxPixels = Math.Min(maxPixels, int.MaxValue / MostChannels / sizeof(short));
        return Pixels <= maxPixels ? this
            : throw new DatasetFormatException(name, $"at most {maxPixels} pixels", $"{Width} x {Height}, {Pixels} pixels");
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Format = NativeTorch.Data.LibPng.Format;

namespace NativeTorch.Data;

/// <summary>PNG images through libpng.</summary>
static class PngDecoder
{
    public static Tensor Decode(ReadOnlySpan<byte> bytes, string name, ImageReadMode mode, long maxPixels)
    {
        var file = new PngFile(bytes, name, maxPixels);
        Format format = (file.IsColor ? Format.Color : 0) | (file.HasAlpha ? Format.Alpha : 0);
        // libpng multiplies colours of 16 bits by their alpha, but not those of 8 bits.
        if (file.BitDepth == 16 && !file.HasAlpha)
            format |= Format.SixteenBits;
        int channels = 1 + (int)(format & (Format.Color | Format.Alpha));
        int length = (int)file.Size.Pixels * channels * (format.HasFlag(Format.SixteenBits) ? 2 : 1);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> samples = rented.AsSpan(0, length);
            if (LibPng.Library.Read(file.Chunks, file.Size, format, samples) is { } problem)
                throw new DatasetFormatException(name, "a PNG file that libpng reads", problem);
            int wanted = mode == ImageReadMode.Unchanged ? channels : (int)mode;
            if (format.HasFlag(Format.SixteenBits))
                channels = ToEightBits(MemoryMarshal.Cast<byte, ushort>(samples), channels, toGray: wanted <= 2);
            return Pixels.ToPlanes(samples, file.Size, channels, wanted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Puts the upper bytes in place; returns the channels. As in libpng, colours become grey before they are cut.</summary>
    static int ToEightBits(Span<ushort> samples, int channels, bool toGray)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(samples);
        if (channels == 3 && toGray)
        {
            for (int i = 0; i < samples.Length / 3; i++)
                bytes[i] = (byte)(Luminance.OfPng16(samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]) >> 8);
            return 1;
        }
        for (int i = 0; i < samples.Length; i++)
            bytes[i] = (byte)(samples[i] >> 8);
        return channels;
    }
}

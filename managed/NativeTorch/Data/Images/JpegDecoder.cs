using System.Buffers;
using Format = NativeTorch.Data.TurboJpeg.Format;

namespace NativeTorch.Data;

/// <summary>JPEG images through libjpeg-turbo.</summary>
static class JpegDecoder
{
    public static Tensor Decode(ReadOnlySpan<byte> bytes, string name, ImageReadMode mode, long maxPixels)
    {
        JpegFile file = JpegFile.Read(bytes, name, maxPixels);
        int wanted = mode == ImageReadMode.Unchanged ? file.Components : (int)mode;
        (Format format, int channels) = file.Components == 4 ? (Format.Cmyk, 4)
            : wanted <= 2 ? (Format.Gray, 1) // libjpeg has the brightness in the file
            : (Format.Rgb, 3);
        byte[] rented = ArrayPool<byte>.Shared.Rent((int)file.Size.Pixels * channels);
        try
        {
            Span<byte> samples = rented.AsSpan(0, (int)file.Size.Pixels * channels);
            if (TurboJpeg.Library.Decode(bytes, file.Size, format, samples) is { } problem)
                throw new DatasetFormatException(name, "a JPEG file that libjpeg-turbo reads", problem);
            if (format == Format.Cmyk && mode != ImageReadMode.Unchanged)
                channels = Inks.ToLight(samples, toGray: wanted <= 2);
            return Pixels.ToPlanes(samples, file.Size, channels, wanted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

namespace NativeTorch.Data;

/// <summary>From samples as decoders give them, pixel by pixel, to planes.</summary>
static class Pixels
{
    const byte Opaque = 255;

    /// <summary>A tensor (wanted, height, width) of samples with 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA) channels.</summary>
    public static Tensor ToPlanes(ReadOnlySpan<byte> samples, ImageSize size, int channels, int wanted)
    {
        Tensor image = Torch.Empty([wanted, size.Height, size.Width], Dtype.UInt8);
        Span<byte> planes = image.AsSpan<byte>();
        int pixels = (int)size.Pixels;
        bool isColor = channels >= 3;
        for (int plane = 0; plane < wanted; plane++)
        {
            Span<byte> to = planes.Slice(plane * pixels, pixels);
            if (wanted is 2 or 4 && plane == wanted - 1)
                CopyAlpha(samples, channels, to);
            else if (isColor && wanted <= 2)
                CopyGray(samples, channels, to);
            else
                CopyPlane(samples, channels, isColor ? plane : 0, to);
        }
        GC.KeepAlive(image);
        return image;
    }

    static void CopyAlpha(ReadOnlySpan<byte> samples, int channels, Span<byte> to)
    {
        if (channels is 2 or 4)
            CopyPlane(samples, channels, channels - 1, to);
        else
            to.Fill(Opaque);
    }

    static void CopyGray(ReadOnlySpan<byte> samples, int channels, Span<byte> to)
    {
        for (int i = 0, at = 0; i < to.Length; i++, at += channels)
            to[i] = Luminance.OfPng(samples[at], samples[at + 1], samples[at + 2]);
    }

    static void CopyPlane(ReadOnlySpan<byte> samples, int channels, int channel, Span<byte> to)
    {
        if (channels == 1)
            samples[..to.Length].CopyTo(to);
        else
            for (int i = 0, at = channel; i < to.Length; i++, at += channels)
                to[i] = samples[at];
    }
}

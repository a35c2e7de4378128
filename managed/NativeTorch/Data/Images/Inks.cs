namespace NativeTorch.Data;

/// <summary>Images of four inks: cyan, magenta, yellow and black. Files hold 255 minus each ink, as Photoshop wrote them first.</summary>
static class Inks
{
    /// <summary>Puts RGB, or grey, in place of the inks; returns the channels. No colour profile has a part in it: as in PIL and
    /// torchvision, light is what black and the other ink both let through.</summary>
    public static int ToLight(Span<byte> samples, bool toGray)
    {
        int channels = toGray ? 1 : 3;
        for (int from = 0, to = 0; from < samples.Length; from += 4, to += channels)
        {
            int black = samples[from + 3];
            int r = Light(samples[from], black), g = Light(samples[from + 1], black), b = Light(samples[from + 2], black);
            if (toGray)
                samples[to] = Luminance.OfInks(r, g, b);
            else
                (samples[to], samples[to + 1], samples[to + 2]) = ((byte)r, (byte)g, (byte)b);
        }
        return channels;
    }

    /// <summary>PIL's formula with its roundings: black - black * ink / 255, of 255 minus what the file holds.</summary>
    static int Light(int inFile, int black)
    {
        int product = black * (255 - inFile) + 128;
        return Math.Clamp(black - (((product >> 8) + product) >> 8), 0, 255);
    }
}

namespace NativeTorch.Data;

/// <summary>How bright a colour is, with the roundings of the libraries that torchvision calls.</summary>
static class Luminance
{
    // 0.2989 and 0.587, which torchvision gives to libpng, and the rest, in 32768ths.
    const int Red = 9794, Green = 19235, Blue = 32768 - Red - Green;

    /// <summary>libpng's rgb_to_gray: 0.2989 r + 0.587 g + 0.114 b, cut off.</summary>
    public static byte OfPng(int r, int g, int b) => r == g && r == b ? (byte)r : (byte)((r * Red + g * Green + b * Blue) >> 15);

    /// <summary>libpng's rgb_to_gray of 16 bits, rounded.</summary>
    public static int OfPng16(uint r, uint g, uint b) => r == g && r == b ? (int)r : (int)((r * Red + g * Green + b * Blue + 16384) >> 15);

    /// <summary>PIL's, which torchvision takes for images of four inks: 0.299 r + 0.587 g + 0.114 b, rounded.</summary>
    public static byte OfInks(int r, int g, int b) => (byte)((r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16);
}

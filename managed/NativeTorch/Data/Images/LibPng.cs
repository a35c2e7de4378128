using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch.Data;

/// <summary>libpng's simplified API, which reports an error as a result: nothing jumps over our frames.</summary>
unsafe class LibPng
{
    /// <summary>What a sample is made of.</summary>
    [Flags]
    public enum Format : uint { Gray = 0, Alpha = 1, Color = 2, SixteenBits = 4 }

    const uint Version = 1, SixteenBitsAreSrgb = 4, Failed = 2;

    static readonly Lazy<LibPng> library = new(() => new LibPng(), LazyThreadSafetyMode.PublicationOnly); // a failure is tried again

    readonly delegate* unmanaged[Cdecl]<Image*, byte*, nuint, int> begin;
    readonly delegate* unmanaged[Cdecl]<Image*, void*, void*, int, void*, int> finish;
    readonly delegate* unmanaged[Cdecl]<Image*, void> free;

    LibPng()
    {
        var file = new LateLibrary("libpng 1.6", "Reading PNG images", "apt-get install libpng16-16",
            "libpng16.so.16", "libpng16.16.dylib", "libpng16.dll");
        begin = (delegate* unmanaged[Cdecl]<Image*, byte*, nuint, int>)file.Function("png_image_begin_read_from_memory");
        finish = (delegate* unmanaged[Cdecl]<Image*, void*, void*, int, void*, int>)file.Function("png_image_finish_read");
        free = (delegate* unmanaged[Cdecl]<Image*, void>)file.Function("png_image_free");
    }

    public static LibPng Library => library.Value;

    /// <summary>Reads the samples of all rows, pixel by pixel; 16 bits are left as they are in the file.</summary>
    /// <returns>null, or what is wrong with the file.</returns>
    public string? Read(ReadOnlySpan<byte> file, ImageSize size, Format format, Span<byte> samples)
    {
        int channels = 1 + (int)(format & (Format.Alpha | Format.Color)), bytes = format.HasFlag(Format.SixteenBits) ? 2 : 1;
        if (samples.Length < size.Pixels * channels * bytes)
            throw new ArgumentException("The samples do not fit.", nameof(samples));
        Image image = new() { Version = Version };
        fixed (byte* memory = file)
        fixed (byte* to = samples)
        {
            if (begin(&image, memory, (nuint)file.Length) == 0)
                return Message(&image);
            if (image.Width != size.Width || image.Height != size.Height)
            {
                free(&image);
                return $"a header of {image.Width} x {image.Height}";
            }
            image.Format = (uint)format;
            if (bytes == 1)
                image.Flags |= SixteenBitsAreSrgb; // or they would count as linear light, and be converted
            return finish(&image, null, to, 0, null) == 0 || (image.Problem & Failed) != 0 ? Message(&image) : null;
        }
    }

    static string Message(Image* image) => Marshal.PtrToStringUTF8((nint)(&image->Message)) ?? "";

    /// <summary>png_image.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Image
    {
        public nint Opaque;
        public uint Version, Width, Height, Format, Flags, ColormapEntries, Problem;
        public Text Message;
    }

    [InlineArray(64)]
    struct Text
    {
        byte first;
    }
}

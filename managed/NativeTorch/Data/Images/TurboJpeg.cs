using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch.Data;

/// <summary>libjpeg-turbo's TurboJPEG API, whose errors are results. Each call has a handle of its own, so that threads share
/// nothing.</summary>
unsafe class TurboJpeg
{
    /// <summary>How samples lie in memory.</summary>
    public enum Format { Rgb = 0, Gray = 6, Cmyk = 11 }

    const int Subsampling420 = 2, SubsamplingGray = 3; // of the file that is written
    const int AccurateDct = 4096, LimitScans = 32768; // a progressive file of thousands of scans takes hours
    const int WarningOnly = 0;

    static readonly Lazy<TurboJpeg> library = new(() => new TurboJpeg(), LazyThreadSafetyMode.PublicationOnly); // a failure is tried again

    readonly delegate* unmanaged[Cdecl]<nint> newDecompressor, newCompressor;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int> decompress;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, int, int, int, int, byte**, CULong*, int, int, int, int> compress;
    readonly delegate* unmanaged[Cdecl]<nint, nint> message;
    readonly delegate* unmanaged[Cdecl]<nint, int> code, destroy;
    readonly delegate* unmanaged[Cdecl]<byte*, void> free;

    TurboJpeg()
    {
        var file = new LateLibrary("libjpeg-turbo's TurboJPEG", "Reading and writing JPEG images", "apt-get install libturbojpeg0",
            "libturbojpeg.so.0", "libturbojpeg.0.dylib", "turbojpeg.dll");
        newDecompressor = (delegate* unmanaged[Cdecl]<nint>)file.Function("tjInitDecompress");
        newCompressor = (delegate* unmanaged[Cdecl]<nint>)file.Function("tjInitCompress");
        decompress = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int>)file.Function("tjDecompress2");
        compress = (delegate* unmanaged[Cdecl]<nint, byte*, int, int, int, int, byte**, CULong*, int, int, int, int>)
            file.Function("tjCompress2");
        message = (delegate* unmanaged[Cdecl]<nint, nint>)file.Function("tjGetErrorStr2");
        code = (delegate* unmanaged[Cdecl]<nint, int>)file.Function("tjGetErrorCode");
        destroy = (delegate* unmanaged[Cdecl]<nint, int>)file.Function("tjDestroy");
        free = (delegate* unmanaged[Cdecl]<byte*, void>)file.Function("tjFree");
    }

    public static TurboJpeg Library => library.Value;

    /// <summary>Decodes an image pixel by pixel, with libjpeg's slow and accurate transform, as PIL and torchvision do.</summary>
    /// <returns>null, or what is wrong with the file.</returns>
    public string? Decode(ReadOnlySpan<byte> file, ImageSize size, Format format, Span<byte> samples)
    {
        int channels = format switch { Format.Rgb => 3, Format.Gray => 1, _ => 4 };
        if (samples.Length < size.Pixels * channels)
            throw new ArgumentException("The samples do not fit.", nameof(samples));
        nint handle = NotNull(newDecompressor());
        try
        {
            fixed (byte* from = file)
            fixed (byte* to = samples)
            {
                int result = decompress(handle, from, new CULong((nuint)file.Length), to, size.Width, size.Width * channels, size.Height,
                    (int)format, AccurateDct | LimitScans);
                return result == 0 || (code(handle) == WarningOnly && LosesNothing(Message(handle))) ? null : Message(handle);
            }
        }
        finally
        {
            _ = destroy(handle);
        }
    }

    /// <summary>The bytes of a file with the samples.</summary>
    public byte[] Encode(ReadOnlySpan<byte> samples, ImageSize size, Format format, int quality)
    {
        int channels = format == Format.Rgb ? 3 : 1;
        if (samples.Length < size.Pixels * channels)
            throw new ArgumentException("There are fewer samples.", nameof(samples));
        nint handle = NotNull(newCompressor());
        byte* file = null;
        CULong length = default;
        try
        {
            fixed (byte* from = samples)
                if (compress(handle, from, size.Width, size.Width * channels, size.Height, (int)format, &file, &length,
                    format == Format.Gray ? SubsamplingGray : Subsampling420, quality, AccurateDct) != 0)
                    throw new InvalidOperationException($"[encode_jpeg] {size.Width} x {size.Height}: {Message(handle)}");
            return new ReadOnlySpan<byte>(file, checked((int)length.Value)).ToArray();
        }
        finally
        {
            free(file);
            _ = destroy(handle);
        }
    }

    /// <summary>Whether a warning is of something beside the pixels. libjpeg goes on after others too, with grey in place of what is
    /// lost.</summary>
    static bool LosesNothing(string warning) =>
        warning.Contains("extraneous bytes before marker") || warning.Contains("JFIF revision")
        || warning.Contains("Adobe color transform");

    string Message(nint handle) => Marshal.PtrToStringUTF8(message(handle)) ?? "an error without a text";

    static nint NotNull(nint handle) => handle != 0 ? handle : throw new NativeOutOfMemoryException("[jpeg] libjpeg-turbo got no memory");
}

using NativeTorch.IO;

namespace NativeTorch.Data;

public static partial class Images
{
    /// <summary>Writes an image as a JPEG file: grey or RGB, with colours at half the resolution (4:2:0).</summary>
    /// <param name="path">The file. What was there before is there until the new one is whole.</param>
    /// <param name="image">uint8, 0 to 255: (1 or 3, height, width), each size at most 65,500.</param>
    /// <param name="quality">From 1, the smallest file, to 100 (default 75).</param>
    /// <remarks>PyTorch: <c>torchvision.io.write_jpeg</c>. Needs libjpeg-turbo (Debian: libturbojpeg0).</remarks>
    /// <exception cref="DtypeMismatchException">The elements are not uint8.</exception>
    /// <exception cref="ShapeMismatchException">It is of another shape, or empty.</exception>
    /// <exception cref="MissingLibraryException">libjpeg-turbo is not on this machine.</exception>
    public static void WriteJpeg(string path, Tensor image, int quality = 75)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] jpeg = EncodeJpeg(image, quality);
        AtomicFile.Write(path, file => file.Write(jpeg));
    }

    /// <summary>The bytes of a JPEG file; see <see cref="WriteJpeg"/>.</summary>
    /// <param name="image">uint8, 0 to 255: (1 or 3, height, width).</param>
    /// <param name="quality">From 1, the smallest file, to 100 (default 75).</param>
    /// <remarks>PyTorch: <c>torchvision.io.encode_jpeg</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The elements are not uint8.</exception>
    /// <exception cref="ShapeMismatchException">It is of another shape, or empty.</exception>
    /// <exception cref="MissingLibraryException">libjpeg-turbo is not on this machine.</exception>
    public static byte[] EncodeJpeg(Tensor image, int quality = 75)
    {
        const int LongestSide = 65500; // libjpeg's
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (image.Dtype != Dtype.UInt8)
            throw new DtypeMismatchException($"[encode_jpeg] an image is uint8, not {image.Dtype.TorchName}; "
                + "scale it to 0..255 and convert it with To(Dtype.UInt8)");
        if (image.Dim != 3 || image.Shape[0] is not (1 or 3) || image.Numel > int.MaxValue
            || image.Shape[1] is < 1 or > LongestSide || image.Shape[2] is < 1 or > LongestSide)
            throw new ShapeMismatchException("[encode_jpeg] an image is (1 or 3, height, width) "
                + $"with sides of 1 to {LongestSide}, not {image.Shape}");
        using var noGrad = Torch.NoGrad();
        using Tensor onCpu = image.Detach().To(Device.Cpu), pixels = onCpu.Permute(1, 2, 0).Contiguous();
        return TurboJpeg.Library.Encode(pixels.AsSpan<byte>(), new((int)image.Shape[2], (int)image.Shape[1]),
            image.Shape[0] == 1 ? TurboJpeg.Format.Gray : TurboJpeg.Format.Rgb, quality);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace NativeTorch.Data;

/// <summary>Writes PNG files of eight bits a channel: grey, grey with alpha, RGB, RGBA.</summary>
static class PngWriter
{
    const uint Header = 0x49484452, Data = 0x49444154, End = 0x49454E44; // IHDR, IDAT, IEND
    static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
    static ReadOnlySpan<byte> ColorTypes => [0, 4, 2, 6]; // by the number of channels - 1

    /// <summary>The file's bytes; see <see cref="Write"/>.</summary>
    public static byte[] Encode(Tensor image, int compressionLevel = 6)
    {
        using var bytes = new MemoryStream();
        Write(bytes, image, compressionLevel);
        return bytes.ToArray();
    }

    /// <summary>Writes a file.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="image">uint8, 0 to 255: (height, width), or (channels, height, width) with 1 to 4 channels.</param>
    /// <param name="compressionLevel">zlib's, from 0 (none) to 9.</param>
    public static void Write(Stream file, Tensor image, int compressionLevel)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (compressionLevel is < 0 or > 9)
            throw new ArgumentOutOfRangeException(nameof(compressionLevel), compressionLevel, "[write_png] the level goes from 0 to 9");
        using Tensor rows = Interleave(image);
        (int height, int width, int channels) = ((int)rows.Shape[0], (int)rows.Shape[1], (int)rows.Shape[2]);

        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        header.Clear(); // no palette, no interlacing, the only methods of compression and filtering that there are
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = ColorTypes[channels - 1];
        PngChunks.Write(file, Header, header);
        WritePixels(file, rows.AsSpan<byte>(), width * channels, channels, compressionLevel);
        PngChunks.Write(file, End, []);
    }

    static void WritePixels(Stream file, ReadOnlySpan<byte> pixels, int rowBytes, int pixelBytes, int compressionLevel)
    {
        var options = new ZLibCompressionOptions { CompressionLevel = compressionLevel, CompressionStrategy = ZLibCompressionStrategy.Filtered };
        using var chunks = new PngChunks(file, Data);
        using var compressed = new ZLibStream(chunks, options);
        var filter = new PngFilter(rowBytes, pixelBytes);
        ReadOnlySpan<byte> above = new byte[rowBytes];
        for (; pixels.Length > 0; pixels = pixels[rowBytes..])
        {
            compressed.Write(filter.Choose(pixels[..rowBytes], above));
            above = pixels[..rowBytes];
        }
    }

    /// <summary>(height, width, channels) on the CPU, in row-major order.</summary>
    static Tensor Interleave(Tensor image)
    {
        Shape shape = image.Shape;
        if (image.Dtype != Dtype.UInt8)
            throw new DtypeMismatchException($"[write_png] an image is uint8, not {image.Dtype.TorchName}; "
                + "scale it to 0..255 and convert it with To(Dtype.UInt8)");
        if (shape.Count is not (2 or 3) || (shape.Count == 3 && shape[0] is < 1 or > 4))
            throw new ShapeMismatchException($"[write_png] an image is (H, W) or (C, H, W) with 1 to 4 channels, not {shape}");
        if (image.Numel is 0 or > int.MaxValue)
            throw new ShapeMismatchException($"[write_png] {image.Numel} bytes of {shape}: an image has at least one and at most {int.MaxValue}");
        using var noGrad = Torch.NoGrad();
        using Tensor onCpu = image.To(Device.Cpu), planes = shape.Count == 2 ? onCpu.Unsqueeze(0) : onCpu.View(shape);
        using Tensor pixels = planes.Permute(1, 2, 0);
        return pixels.Contiguous();
    }
}

using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.Data;

/// <summary>A PNG file's header, and a copy of the chunks that make the pixels.</summary>
/// <remarks>
/// The other chunks (texts, colour profiles, gamma, ...) would make libpng inflate what nobody reads and convert colours, which
/// torchvision does not do. What is left is checked here as far as it decides how much memory is needed; checksums and pixels are libpng's.
/// </remarks>
sealed class PngFile
{
    const int HeaderBytes = 13, Frame = 12; // length, kind and checksum around a chunk's data
    const int DeflatesBest = 1032; // deflate makes at most 258 bytes of two bits
    const uint Header = 0x49484452, Palette = 0x504C5445, Transparency = 0x74524E53, Data = 0x49444154, End = 0x49454E44;

    static readonly byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    readonly string name;

    /// <summary>Reads the chunks.</summary>
    /// <exception cref="DatasetFormatException">It is no whole PNG file, or its image is too large.</exception>
    public PngFile(ReadOnlySpan<byte> file, string name, long maxPixels)
    {
        this.name = name;
        if (!file.StartsWith(signature))
            throw new DatasetFormatException(name, "a PNG file's first 8 bytes",
                $"0x{Convert.ToHexStringLower(file[..Math.Min(8, file.Length)])}");
        Chunks = new byte[file.Length];
        signature.CopyTo(Chunks, 0);
        int length = signature.Length;
        long data = 0;
        uint kind = 0;
        for (ReadOnlySpan<byte> rest = file[signature.Length..]; kind != End;)
        {
            ReadOnlySpan<byte> chunk = ReadChunk(ref rest, out kind);
            if (length == signature.Length)
                ReadHeader(kind, chunk[8..^4], maxPixels);
            if (kind == Data)
                data += chunk.Length - Frame;
            if (!IsPixels(kind))
                continue;
            chunk.CopyTo(Chunks.AsSpan(length));
            length += chunk.Length;
        }
        Chunks = Chunks[..length];
        CheckData(data);
    }

    /// <summary>The chunks that make the pixels, as a PNG file.</summary>
    public byte[] Chunks { get; }

    public ImageSize Size { get; private set; }

    public int BitDepth { get; private set; }

    public bool IsColor { get; private set; }

    public bool IsPalette { get; private set; }

    /// <summary>Whether pixels have alpha, of their own or of their palette's colours.</summary>
    public bool HasAlpha { get; private set; }

    ReadOnlySpan<byte> ReadChunk(ref ReadOnlySpan<byte> rest, out uint kind)
    {
        if (rest.Length < Frame)
            throw new DatasetFormatException(name, "a PNG file with an end (IEND)", "none: it is truncated");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        kind = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        if (length > rest.Length - Frame)
            throw new DatasetFormatException(name, $"{length} bytes in chunk {Name(kind)}",
                $"the file's end after {rest.Length - Frame}: it is truncated");
        ReadOnlySpan<byte> chunk = rest[..((int)length + Frame)];
        rest = rest[chunk.Length..];
        return chunk;
    }

    void ReadHeader(uint kind, ReadOnlySpan<byte> header, long maxPixels)
    {
        if (kind != Header || header.Length != HeaderBytes)
            throw new DatasetFormatException(name, $"a header (IHDR) of {HeaderBytes} bytes first",
                $"{Name(kind)} of {header.Length} bytes");
        int color = header[9];
        BitDepth = header[8];
        bool fits = color switch
        {
            0 => BitDepth is 1 or 2 or 4 or 8 or 16,
            3 => BitDepth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => BitDepth is 8 or 16,
            _ => false,
        };
        if (!fits)
            throw new DatasetFormatException(name, "one of PNG's kinds of pixels", $"colour type {color} with {BitDepth} bits");
        (IsColor, IsPalette, HasAlpha) = (color is 2 or 3 or 6, color == 3, color is 4 or 6);
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header), height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width > int.MaxValue || height > int.MaxValue)
            throw new DatasetFormatException(name, $"sizes of at most {int.MaxValue}", $"{width} x {height}");
        Size = new ImageSize((int)width, (int)height).Check(name, maxPixels);
    }

    /// <summary>Whether a chunk has a part in the pixels. One that a reader must know, says its upper-case letter, and that is unknown, is
    /// refused.</summary>
    bool IsPixels(uint kind)
    {
        if (kind is Header or Palette or Data or End)
            return true;
        if (kind == Transparency)
        {
            HasAlpha |= IsPalette; // elsewhere it is one transparent colour, which torchvision leaves alone
            return IsPalette;
        }
        return (kind >> 29 & 1) != 0 ? false : throw new DatasetFormatException(name, "chunks that PNG's standard knows", Name(kind));
    }

    /// <summary>An image cannot have more bytes than its data can hold.</summary>
    void CheckData(long data)
    {
        int channels = (IsColor && !IsPalette ? 3 : 1) + (HasAlpha && !IsPalette ? 1 : 0);
        long bytes = ((long)Size.Width * channels * BitDepth + 7) / 8 * Size.Height;
        if (bytes > data * DeflatesBest)
            throw new DatasetFormatException(name, $"data (IDAT) for {Size.Width} x {Size.Height} pixels, {bytes} bytes",
                $"{data} bytes, which hold at most {data * DeflatesBest}");
    }

    static string Name(uint kind)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(letters, kind);
        return letters.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? $"0x{kind:x8}" : Encoding.ASCII.GetString(letters);
    }
}

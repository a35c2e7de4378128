namespace NativeTorch.Data;

/// <summary>What a JPEG file's markers say of its image, up to the header of its frame.</summary>
readonly record struct JpegFile(ImageSize Size, int Components)
{
    const int FrameBytes = 6; // without its components

    /// <summary>Reads the markers.</summary>
    /// <exception cref="DatasetFormatException">There is no frame, or one that cannot be decoded, or one that is too large.</exception>
    public static JpegFile Read(ReadOnlySpan<byte> file, string name, long maxPixels)
    {
        for (int at = 2; ;)
        {
            // Bytes of 255 may stand before a marker, and libjpeg skips what is no marker at all.
            while (at < file.Length && file[at] != 0xFF)
                at++;
            while (at < file.Length && file[at] == 0xFF)
                at++;
            if (at >= file.Length)
                throw new DatasetFormatException(name, "a JPEG file with a frame's header (SOF)", "none: it is truncated");
            byte marker = file[at++];
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD8)) // no marker, or one without a length
                continue;
            if (marker is 0xD9 or 0xDA)
                throw new DatasetFormatException(name, "a JPEG file with a frame's header (SOF)", $"marker 0x{marker:x2} before it");
            if (at + 2 > file.Length)
                continue;
            int length = file[at] << 8 | file[at + 1];
            if (length < 2 || length > file.Length - at)
                throw new DatasetFormatException(name, $"a segment of {length} bytes behind marker 0x{marker:x2}",
                    $"the file's end after {file.Length - at}");
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return ReadFrame(file.Slice(at + 2, length - 2), marker, name, maxPixels);
            at += length;
        }
    }

    static JpegFile ReadFrame(ReadOnlySpan<byte> frame, byte marker, string name, long maxPixels)
    {
        if (frame.Length < FrameBytes)
            throw new DatasetFormatException(name, $"a frame's header of at least {FrameBytes} bytes", $"{frame.Length}");
        if (frame[0] != 8)
            throw new DatasetFormatException(name, "a JPEG image of 8 bits a sample", $"{frame[0]}");
        if (marker is not (0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA))
            throw new DatasetFormatException(name, "a sequential or progressive JPEG image", $"one of another kind (marker 0x{marker:x2})");
        if (frame[5] is not (1 or 3 or 4))
            throw new DatasetFormatException(name, "a JPEG image of 1, 3 or 4 components", $"{frame[5]}");
        return new(new ImageSize(frame[3] << 8 | frame[4], frame[1] << 8 | frame[2]).Check(name, maxPixels), frame[5]);
    }
}

namespace NativeTorch.Data;

/// <summary>Tar archives, plain and gzipped.</summary>
static class TarUnpacking
{
    public static void Unpack(string path, bool isCompressed, Unpacking unpacking)
    {
        using Stream content = Open(path, isCompressed);
        var tar = new TarReader(content, path);
        while (tar.Next())
            if (tar.IsFolder)
                unpacking.AddFolder(tar.Name);
            else if (tar.IsFile)
                unpacking.AddFile(tar.Name, tar.Size, tar.Content);
            else
                throw unpacking.Wrong("files and folders", $"\"{tar.Name}\", {Describe(tar.Kind)}");
        Drain(content, path);
    }

    /// <summary>The contents of some files, in the archive's order; nothing is written. All of the archive is read, for its checksum is at the
    /// end.</summary>
    /// <param name="path">A .tar.gz.</param>
    /// <param name="isWanted">Of which names, as they stand in the archive.</param>
    /// <param name="maxBytes">The most that one of them may have.</param>
    public static IEnumerable<(string Name, byte[] Content)> ReadFiles(string path, Func<string, bool> isWanted, int maxBytes)
    {
        using Stream content = Open(path, isCompressed: true);
        var tar = new TarReader(content, path);
        while (tar.Next())
        {
            if (!tar.IsFile || !isWanted(tar.Name))
                continue;
            if (tar.Size > maxBytes)
                throw new DatasetFormatException(path, $"at most {maxBytes} bytes in \"{tar.Name}\"", $"{tar.Size}");
            using var bytes = new MemoryStream();
            tar.Content.CopyTo(bytes);
            yield return (tar.Name, bytes.ToArray());
        }
        Drain(content, path);
    }

    static Stream Open(string path, bool isCompressed) => isCompressed ? ArchiveKinds.Decompress(path) : File.OpenRead(path);

    /// <summary>Reads the filling behind the end, so that gzip's checksum is reached.</summary>
    static void Drain(Stream content, string path)
    {
        const int LargestFilling = 1 << 20; // tapes were written in records of at most that
        Span<byte> buffer = stackalloc byte[4096];
        int bytes = 0;
        while (content.Read(buffer) is var read and > 0)
            if ((bytes += read) > LargestFilling)
                throw new DatasetFormatException(path, $"at most {LargestFilling} bytes behind the archive's end", "more");
    }

    static string Describe(char kind) => kind switch
    {
        '1' or '2' => "a link",
        '3' or '4' => "a device",
        '6' => "a pipe",
        'S' => "a file with holes in GNU's format",
        _ => $"an entry of the kind 0x{(int)kind:x2}",
    };
}

namespace NativeTorch.Data;

/// <summary>Files and folders on their way out of an archive: collected in a folder of their own, then moved.</summary>
sealed class Unpacking : IDisposable
{
    const int EntryBytes = 512; // what an entry counts beside its content, so that there cannot be a billion empty files

    readonly string archive, folder, collected;
    readonly CancellationToken cancellationToken;
    readonly HashSet<string> files = new(Names), folders = new(Names);
    readonly bool isFolderNew;
    long bytes;

    /// <param name="archive">For messages.</param>
    /// <param name="folder">Where all goes in the end.</param>
    /// <param name="maxBytes">How much may come.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Unpacking(string archive, string folder, long maxBytes, CancellationToken cancellationToken)
    {
        (this.archive, this.folder, MaxBytes, this.cancellationToken) = (archive, folder, maxBytes, cancellationToken);
        isFolderNew = !Directory.Exists(folder);
        // Beside what it becomes, so that moving is renaming.
        collected = Directory.CreateDirectory(Path.Combine(folder, $".unpacking-{Guid.NewGuid():N}")).FullName;
    }

    public long MaxBytes { get; }

    // Where "A" and "a" are one file, both in an archive are a file that is there twice.
    static StringComparer Names => OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    public void AddFolder(string name)
    {
        string[] parts = ArchiveNames.Split(archive, name);
        Count(EntryBytes, name);
        MakeFolders(name, parts);
    }

    /// <summary>Writes a file. Its content may be neither shorter nor longer than <paramref name="size"/>, where that is known.</summary>
    public void AddFile(string name, long? size, Stream content)
    {
        string[] parts = ArchiveNames.Split(archive, name);
        if (parts.Length == 0)
            throw Wrong("names of files", $"\"{name}\"");
        Count(EntryBytes, name);
        if (size > MaxBytes - bytes)
            throw TooLarge(name);
        MakeFolders(name, parts[..^1]);
        string relative = string.Join('/', parts);
        if (folders.Contains(relative) || !files.Add(relative))
            throw Wrong("each name once", $"\"{name}\" twice");
        using var file = new FileStream(Path.Combine(collected, relative), FileMode.CreateNew, FileAccess.Write);
        Copy(content, file, name);
        if (size is { } said && file.Length != said)
            throw Wrong($"{said} bytes in \"{name}\"", $"{file.Length}");
    }

    /// <summary>Moves all into the folder, over what is there of the same name.</summary>
    public void Finish() => Move(collected, folder);

    /// <summary>Deletes what was not moved.</summary>
    public void Dispose()
    {
        Directory.Delete(collected, recursive: true);
        if (isFolderNew && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    public DatasetFormatException Wrong(string expected, string found) => new(archive, expected, found);

    DatasetFormatException TooLarge(string name) =>
        Wrong($"at most {MaxBytes} bytes, unless maxBytes says otherwise", $"more in \"{name}\"");

    void Copy(Stream content, FileStream file, string name)
    {
        var buffer = new byte[1 << 16];
        while (content.Read(buffer) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Count(read, name);
            file.Write(buffer, 0, read);
        }
    }

    void Count(long more, string name)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bytes += more;
        if (bytes > MaxBytes)
            throw TooLarge(name);
    }

    void MakeFolders(string name, string[] parts)
    {
        for (int length = 1; length <= parts.Length; length++)
        {
            string relative = string.Join('/', parts[..length]);
            if (files.Contains(relative))
                throw Wrong("each name once", $"the folder \"{relative}\" of \"{name}\", which is a file too");
            if (folders.Add(relative))
                Directory.CreateDirectory(Path.Combine(collected, relative));
        }
    }

    void Move(string from, string to)
    {
        foreach (string entry in Directory.GetFileSystemEntries(from))
        {
            string target = Path.Combine(to, Path.GetFileName(entry));
            if (File.Exists(entry))
                File.Move(entry, target, overwrite: true);
            else if (!Directory.Exists(target))
                Directory.Move(entry, target);
            else if (new DirectoryInfo(target).LinkTarget is { } elsewhere)
                throw new IOException($"{target} is a link to {elsewhere}; {archive} is not unpacked into it");
            else
                Move(entry, target);
        }
    }
}

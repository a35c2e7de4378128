namespace NativeTorch.IO;

/// <summary>Writes a file beside the old one and puts it into its place when it is whole and on the disk: who reads the path,
/// also after a crash, finds the old file or the new one, never a part.</summary>
static class AtomicFile
{
    /// <summary>Writes what <paramref name="write"/> writes. If it throws, the old file is as it was and nothing else is left;
    /// a process that is killed leaves the old file and one named like it that ends in ".tmp".</summary>
    /// <param name="path">The file. A link stays a link: the file that it leads to is replaced. An old file's permissions are
    /// kept.</param>
    /// <param name="write">Writes the content; the stream can seek.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string target = Target(path);
        string unfinished = $"{target}.{Path.GetRandomFileName()[..8]}.tmp";
        try
        {
            using (var file = new FileStream(unfinished, Options(target)))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }

    static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    static FileStreamOptions Options(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = File.GetUnixFileMode(target);
        return options;
    }
}

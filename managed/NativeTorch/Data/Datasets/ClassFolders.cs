namespace NativeTorch.Data;

/// <summary>A folder for each class.</summary>
static class ClassFolders
{
    /// <summary>The folders' names, in order.</summary>
    public static string[] Find(string root)
    {
        string[] names = [.. Directory.EnumerateDirectories(root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new DirectoryNotFoundException($"{root} has no folders, and each would be a class");
    }

    /// <summary>The files in and below each class's folder, in the order of their folders' paths, then of their names.</summary>
    public static IEnumerable<(string Path, long Class)> Files(string root, IReadOnlyList<string> classes, Func<string, bool> counts) =>
        classes.Index().SelectMany(named => Below(Path.Combine(root, named.Item), []).Order(StringComparer.Ordinal)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)).Where(counts)
            .Select(path => (path, (long)named.Index)));

    /// <summary>A folder and those below it. Links are followed, but not round in a circle.</summary>
    static IEnumerable<string> Below(string folder, string[] above)
    {
        string real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        if (above.Contains(real))
            return [];
        string[] path = [.. above, real];
        return Directory.EnumerateDirectories(folder).SelectMany(below => Below(below, path)).Prepend(folder);
    }
}

namespace NativeTorch.Tests;

/// <summary>Files that lie outside of the repository: $NATIVETORCH_SHARED, or a folder "shared" beside it.</summary>
static class Shared
{
    /// <summary>The file's path; the test is skipped where there is none.</summary>
    public static string Find(params string[] path)
    {
        string relative = Path.Combine(path);
        foreach (string root in Roots())
            if (File.Exists(Path.Combine(root, relative)))
                return Path.Combine(root, relative);
        Skip.If(true, $"{relative} is neither in $NATIVETORCH_SHARED nor in ../shared.");
        throw new InvalidOperationException(); // Skip has thrown
    }

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("NATIVETORCH_SHARED") is { Length: > 0 } named)
            yield return named;
        yield return Path.Combine(Repository, "..", "shared");
    }

    static string FindRepository()
    {
        for (DirectoryInfo? dir = new(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
            if (File.Exists(Path.Combine(dir.FullName, "NativeTorch.sln")))
                return dir.FullName;
        throw new DirectoryNotFoundException("The repository was not found above the tests' folder.");
    }
}

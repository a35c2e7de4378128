namespace NativeTorch.Conformance.Tests;

/// <summary>Where the samples and the list of known failures are.</summary>
static class Folders
{
    /// <summary>$NATIVETORCH_CONFORMANCE, "conformance" in $NATIVETORCH_SHARED, or ../shared/conformance; null where none is there.</summary>
    public static string? Samples { get; } = Candidates().FirstOrDefault(Directory.Exists);

    /// <summary>"golden" in $NATIVETORCH_SHARED, or ../shared/golden; null where neither is there.</summary>
    public static string? Golden { get; } = SharedFolders("golden").FirstOrDefault(Directory.Exists);

    public static string Repository { get; } = FindRepository();

    public static string Parity { get; } = Path.Combine(Repository, "tests", "conformance", "PARITY.md");

    static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("NATIVETORCH_CONFORMANCE") is { Length: > 0 } named)
            yield return named;
        foreach (string folder in SharedFolders("conformance"))
            yield return folder;
    }

    static IEnumerable<string> SharedFolders(string name)
    {
        if (Environment.GetEnvironmentVariable("NATIVETORCH_SHARED") is { Length: > 0 } shared)
            yield return Path.Combine(shared, name);
        yield return Path.Combine(FindRepository(), "..", "shared", name);
    }

    static string FindRepository()
    {
        for (DirectoryInfo? dir = new(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
            if (File.Exists(Path.Combine(dir.FullName, "NativeTorch.sln")))
                return dir.FullName;
        throw new DirectoryNotFoundException("The repository was not found above the tests' folder.");
    }
}

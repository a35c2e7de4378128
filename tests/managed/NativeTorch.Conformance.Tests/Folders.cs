namespace NativeTorch.Conformance.Tests;

/// <summary>Where the samples and the list of known failures are.</summary>
static class Folders
{
    /// <summary>$NATIVETORCH_CONFORMANCE, "conformance" in $NATIVETORCH_SHARED, or ../shared/conformance; null where none is there.</summary>
    public static string? Samples { get; } = Candidates().FirstOrDefault(Directory.Exists);

    public static string Parity { get; } = Path.Combine(Repository(), "tests", "conformance", "PARITY.md");

    static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("NATIVETORCH_CONFORMANCE") is { Length: > 0 } named)
            yield return named;
        if (Environment.GetEnvironmentVariable("NATIVETORCH_SHARED") is { Length: > 0 } shared)
            yield return Path.Combine(shared, "conformance");
        yield return Path.Combine(Repository(), "..", "shared", "conformance");
    }

    static string Repository()
    {
        for (DirectoryInfo? dir = new(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
            if (File.Exists(Path.Combine(dir.FullName, "NativeTorch.sln")))
                return dir.FullName;
        throw new DirectoryNotFoundException("The repository was not found above the tests' folder.");
    }
}

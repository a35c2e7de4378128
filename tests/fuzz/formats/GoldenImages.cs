using System.Text.Json;
using NativeTorch.Data;

namespace NativeTorch.FormatFuzz;

/// <summary>The images of tests/golden/images.json, which PIL wrote.</summary>
static class GoldenImages
{
    public static IEnumerable<byte[]> Files(string extension)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Find()));
        foreach (JsonElement file in golden.RootElement.GetProperty("files").EnumerateArray())
            if (file.GetProperty("name").GetString()!.EndsWith(extension, StringComparison.Ordinal))
                yield return file.GetProperty("file").GetBytesFromBase64();
    }

    /// <summary>A mode for each file, by its length, so that all have their turn.</summary>
    public static void ReadInSomeMode(string path, int maxPixels)
    {
        var mode = (ImageReadMode)(new FileInfo(path).Length % 5);
        _ = Images.Read(path, mode, maxPixels).Sum();
    }

    static string Find()
    {
        for (DirectoryInfo? dir = new(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
            if (Path.Combine(dir.FullName, "tests", "golden", "images.json") is var path && File.Exists(path))
                return path;
        throw new FileNotFoundException("tests/golden/images.json was not found above the program's folder.");
    }
}

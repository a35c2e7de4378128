using NativeTorch.IO;

namespace NativeTorch.Data;

/// <summary>The names of entries, which anybody may have written.</summary>
static class ArchiveNames
{
    const int LongestPart = 255, MostParts = 64;

    /// <summary>The parts of a name, without "." and empty ones; none for the folder itself.</summary>
    /// <exception cref="DatasetFormatException">It leads out of the folder, or no file can be called so.</exception>
    public static string[] Split(string archive, string name)
    {
        if (!RelativePath.IsSafe(name))
            throw new DatasetFormatException(archive, "names that stay in the folder", $"\"{name}\"");
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        if (parts.Length > MostParts || parts.Any(part => part.Length > LongestPart || part.Any(char.IsControl)))
            throw new DatasetFormatException(archive, "names that files can have", $"\"{name}\"");
        return parts;
    }
}

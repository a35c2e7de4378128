namespace NativeTorch.IO;

/// <summary>Names of files within a folder or an archive.</summary>
static class RelativePath
{
    /// <summary>Whether a name stays below the folder that it is put behind, on every system: no "..", no root, no drive, no
    /// '\', no NUL. A ':' is taken further on: TensorFlow's names have it.</summary>
    public static bool IsSafe(string name) => name.Length > 0 && name[0] != '/' && (name.Length == 1 || name[1] != ':')
        && name.AsSpan().IndexOfAny('\\', '\0') < 0 && !name.Split('/').Contains("..");
}

namespace NativeTorch.Data;

/// <summary>Where data files usually lie.</summary>
static class DataFolders
{
    /// <summary>The first folder with what is looked for, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders in
    /// them that have one of the <paramref name="names"/>; null where there is none.</summary>
    public static string? Find(IEnumerable<string?> places, IEnumerable<string> names, Func<string, bool> isIn) =>
        places.Append(Environment.GetEnvironmentVariable("NATIVETORCH_DATA")).Append("data").Where(place => !string.IsNullOrEmpty(place))
            .SelectMany(place => names.Select(name => Path.Combine(place!, name)).Prepend(place!)).FirstOrDefault(isIn);
}

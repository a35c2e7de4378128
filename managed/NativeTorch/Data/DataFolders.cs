namespace NativeTorch.Data;

/// <summary>Where data files usually lie.</summary>
static class DataFolders
{
    /// <summary>The first folder with what is looked for, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders
    /// called <paramref name="name"/> in them.</summary>
    public static string? Find(IEnumerable<string?> places, string name, Func<string, bool> isIn) =>
        places.Append(Environment.GetEnvironmentVariable("NATIVETORCH_DATA")).Append("data").Where(place => !string.IsNullOrEmpty(place))
            .SelectMany(place => new[] { place!, Path.Combine(place!, name) }).FirstOrDefault(isIn);
}

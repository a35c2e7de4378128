namespace NativeTorch.Conformance.Binding;

/// <summary>PyTorch's names and C#'s are the same word, but for case and underscores.</summary>
static class Names
{
    /// <summary>Lower case without underscores; the last one, which marks an op in place, stays.</summary>
    public static string Normalize(string name)
    {
        string bare = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return name.Length > 1 && name[^1] == '_' && name[^2] != '_' ? bare + "_" : bare;
    }

    /// <summary>For parameters and members of enums, where every underscore goes, and an @ before a keyword.</summary>
    public static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).TrimStart('@').ToLowerInvariant();
}

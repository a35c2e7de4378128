namespace NativeTorch.NN;

/// <summary>Makes the rows of a <see cref="ModelSummary"/> from what was seen of a run.</summary>
sealed class SummaryRows(SummaryRun run)
{
    readonly List<ModelSummaryRow> rows = [];
    readonly Dictionary<Module, string> places = new(ReferenceEqualityComparer.Instance);

    /// <summary>The model's row, and those of all within; the output's shape where the model itself was not seen.</summary>
    public IReadOnlyList<ModelSummaryRow> Of(Module model, Shape? output)
    {
        Add("", model, 0, isCounted: false);
        rows[0] = rows[0] with { OutputShape = rows[0].OutputShape ?? output, Calls = rows[0].Calls ?? 1 };
        return rows;
    }

    /// <param name="name">The module's name in the model.</param>
    /// <param name="module">The module.</param>
    /// <param name="depth">How many modules it is within.</param>
    /// <param name="isCounted">Whether what it is within computes all itself, as attention does its last projection.</param>
    ModelSummaryRow Add(string name, Module module, int depth, bool isCounted)
    {
        int place = rows.Count;
        if (places.TryGetValue(module, out string? first))
        {
            rows.Add(new(name, module.PrintedName, depth, null, null, null, 0, 0, 0, false, 0, first));
            return rows[place];
        }
        places.Add(module, name.Length == 0 ? "the model" : name);
        rows.Add(null!); // its parts come behind it, and its numbers are theirs too
        var parts = new List<ModelSummaryRow>();
        bool computesAll = isCounted || module is MultiheadAttention;
        foreach ((string child, Module part) in module.Fields().Modules)
            parts.Add(Add(name.Length == 0 ? child : $"{name}.{child}", part, depth + 1, computesAll));
        SummaryRun.Seen? seen = run.Of(module);
        bool isUnseen = seen is null && !MultiplyAdds.IsSeen(module);
        IReadOnlyList<Parameter> parameters = module.Parameters();
        return rows[place] = new(name, module.PrintedName, depth,
            seen?.Calls ?? (isUnseen || isCounted ? null : 0), seen?.Input, seen?.Output,
            parameters.Sum(p => p.Numel), parameters.Where(p => p.RequiresGrad).Sum(p => p.Numel),
            (seen?.MultiplyAdds ?? 0) + parts.Sum(part => part.MultiplyAdds),
            seen?.HasUnknown == true || (isUnseen && IsLeaf(module, parts)) || parts.Any(part => part.HasUnknownMultiplyAdds),
            (seen?.OutputBytes ?? 0) + parts.Sum(part => part.OutputBytes), null);
    }

    /// <summary>Whether a module works without parts, so that nobody tells what it does; an empty list does nothing.</summary>
    static bool IsLeaf(Module module, List<ModelSummaryRow> parts) =>
        parts.Count == 0 && module.GetType().Assembly != typeof(Module).Assembly;
}

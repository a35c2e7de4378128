using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Reporting;

namespace NativeTorch.Conformance.Golden;

/// <summary>Runs golden files one row after the other: they draw from the default generator.</summary>
static class GoldenRun
{
    /// <summary>All rows of a folder's files; those whose kind or call contains one of <paramref name="only"/>, where it names some.</summary>
    public static List<OpReport> All(string directory, IReadOnlyList<string> only)
    {
        var results = new SortedDictionary<string, List<CaseResult>>(StringComparer.Ordinal);
        foreach (string path in Run.Files(directory).Values)
            foreach (GoldenCase row in Rows(path).Where(row => only.Count == 0 || only.Any(o => Names(row, o))))
            {
                if (!results.TryGetValue(row.Kind, out var list))
                    results[row.Kind] = list = [];
                list.Add(Check(row, list.Count));
            }
        return [.. results.Select(r => new OpReport(r.Key, r.Value))];
    }

    /// <summary>Runs one row; whatever is thrown is its failure.</summary>
    public static CaseResult Check(GoldenCase row, int index)
    {
        try
        {
            string? difference = row.Check();
            return new(index, difference is null ? Outcome.Passed : Outcome.Failed, $"{difference}", row.Call);
        }
        catch (Exception e) when (e is MalformedCaseException or BindingException)
        {
            return new(index, Outcome.Failed, e.Message, row.Call);
        }
        catch (Exception e)
        {
            return new(index, Outcome.Failed, Errors.Short(e), row.Call);
        }
    }

    static List<GoldenCase> Rows(string path)
    {
        try
        {
            return GoldenFile.Read(path);
        }
        catch (MalformedCaseException e)
        {
            return [new(Path.GetFileNameWithoutExtension(path), path, () => e.Message)];
        }
    }

    static bool Names(GoldenCase row, string part) => row.Kind.EndsWith("." + part, StringComparison.OrdinalIgnoreCase)
        || row.Kind.Split('.')[0].Equals(part, StringComparison.OrdinalIgnoreCase);
}

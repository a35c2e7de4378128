using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Golden;

namespace NativeTorch.Conformance.Tests;

/// <summary>PyTorch's seeded draws, initialisers, modules, optimizers, schedulers and programs: a row each.</summary>
[Collection(nameof(AloneCollection))]
public sealed class GoldenTests
{
    const string NoFile = "(no golden files)";
    static readonly Dictionary<string, List<GoldenCase>> Files = Folders.Golden is { } folder
        ? Run.Files(folder).ToDictionary(f => f.Key, f => GoldenFile.Read(f.Value))
        : [];

    /// <summary>File, place in it, and what is done there.</summary>
    public static TheoryData<string, int, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, int, string>();
            foreach (var (file, cases) in Files)
                for (int i = 0; i < cases.Count; i++)
                    rows.Add(file, i, cases[i].Call);
            if (Files.Count == 0)
                rows.Add(NoFile, 0, "");
            return rows;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public void Row(string file, int index, string call)
    {
        Skip.If(file == NoFile, "PyTorch's numbers are neither in $NATIVETORCH_SHARED nor in ../shared/golden.");
        CaseResult result = GoldenRun.Check(Files[file][index], index);
        Assert.True(result.Outcome == Outcome.Passed, $"{call}: {result.Detail}");
    }
}

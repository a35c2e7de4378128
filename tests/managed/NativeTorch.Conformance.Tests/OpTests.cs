using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Reporting;
using NativeTorch.Conformance.Workers;

namespace NativeTorch.Conformance.Tests;

/// <summary>PyTorch's samples, a row an op. Cases that PARITY.md names may fail; every other one must pass.</summary>
public sealed class OpTests : IClassFixture<OpTests.Shared>
{
    const string NoSamples = "(no samples)";
    static readonly Dictionary<string, HashSet<int>> Known = Parity.ReadKnown(Folders.Parity);
    readonly Shared shared;

    /// <summary>One process runs the cases of all rows.</summary>
    public sealed class Shared : IDisposable
    {
        internal WorkerProcess Worker { get; } = new();

        public void Dispose() => Worker.Dispose();
    }

    public OpTests(Shared shared) => this.shared = shared;

    public static TheoryData<string> Ops => [.. Folders.Samples is { } folder ? (IEnumerable<string>)Run.Files(folder).Keys : [NoSamples]];

    [SkippableTheory]
    [MemberData(nameof(Ops))]
    public void Samples(string op)
    {
        Skip.If(Folders.Samples is null, "PyTorch's samples are neither in $NATIVETORCH_CONFORMANCE nor in ../shared/conformance.");
        List<CaseResult> results = shared.Worker.Run(Run.Files(Folders.Samples)[op]);
        var known = Known.GetValueOrDefault(op) ?? [];
        var failures = results.Where(r => r.Outcome == Outcome.Failed && !known.Contains(r.Index)).ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures.Select(f => $"#{f.Index} {op}({f.Call}): {f.Detail}")));
        Skip.If(results.All(r => r.Outcome != Outcome.Passed), "All cases of this op are named in tests/conformance/PARITY.md.");
    }
}

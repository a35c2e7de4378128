using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Reporting;

/// <summary>What became of the cases of one op.</summary>
sealed record OpReport(string Op, IReadOnlyList<CaseResult> Results)
{
    public int Passed => Results.Count(r => r.Outcome == Outcome.Passed);

    public int Skipped => Results.Count(r => r.Outcome == Outcome.Skipped);

    public IEnumerable<CaseResult> Failures => Results.Where(r => r.Outcome == Outcome.Failed);

    public int Failed => Failures.Count();
}

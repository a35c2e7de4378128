using NativeTorch.Benchmarks.Running;
using NativeTorch.Benchmarks.Suites;
using NativeTorch.Benchmarks.Workloads;

namespace NativeTorch.Benchmarks.Tests;

public class SuiteTests
{
    public static TheoryData<string> Names => [.. Suite.All.Select(s => s.Name)];

    static Suite Named(string name) => Suite.All.Single(s => s.Name == name);

    [Theory, MemberData(nameof(Names))]
    public void Cases_have_names_of_their_own_and_operations_that_exist(string name)
    {
        Suite suite = Named(name);
        Case[] cases = [.. suite.Cases(false)];
        Assert.Equal(cases.Length, cases.Select(c => c.Name).Distinct().Count());
        if (!suite.WholeProcesses)
            Assert.All(cases, c => Assert.Contains(c.Op, Catalog.Workloads));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_quick_run_is_no_longer_than_a_full_one(string name) => Assert.InRange(Named(name).Cases(true).Count(), 1, Named(name).Cases(false).Count());

    [Fact]
    public void One_case_runs_from_end_to_end()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        int exit = Runner.Run(new([], [1], folder, ["small"], "a + b, 1", Quick: true, Native: false));
        Assert.Equal(0, exit);
        var results = Reporting.JsonLinesFile.Read(Path.Combine(folder, "results.jsonl"));
        Assert.Contains(results, r => r is { Case: "a + b, 1", Variant: "using", Threads: 1, N: > 0 } && r.Median > 0 && r.Q1 <= r.Median && r.Median <= r.Q3);
        Assert.Contains("a + b, 1", File.ReadAllText(Path.Combine(folder, "RESULTS.md")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_peer_that_is_not_there_is_named()
    {
        var (found, leftOut) = Frameworks.Find(["/nowhere/python"], native: false);
        Assert.Equal("NativeTorch", Assert.Single(found).About.Name);
        Assert.Contains("/nowhere/python", Assert.Single(leftOut));
    }
}

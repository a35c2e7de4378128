using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Workers;

namespace NativeTorch.Conformance.Tests;

/// <summary>The runner itself: what is wrong with a folder is a failure with a name, and never its end.</summary>
public sealed class RunnerTests : IDisposable
{
    const string Samples = """
        {"op": "arange", "cases": [
            {"args": [3], "kwargs": {"dtype": {"dtype": "int64"}}, "out": [{"tensor": "a", "dtype": "int64", "shape": [3]}]},
            {"args": [0, 3, 0], "kwargs": {}, "error": "RuntimeError", "message": ""},
            {"args": [3], "kwargs": {"nothing": 1}, "out": [{"tensor": "a", "dtype": "int64", "shape": [3]}]},
            {"args": [3], "kwargs": {}, "out": [{"tensor": "b", "dtype": "int64", "shape": [3]}]},
            {"args": [{"what": 1}], "kwargs": {}, "out": []}]}
        """;

    readonly string folder = Directory.CreateTempSubdirectory("conformance").FullName;
    readonly WorkerProcess worker = new();

    public void Dispose()
    {
        worker.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void EachCaseHasItsOutcome()
    {
        List<CaseResult> results = worker.Run(Write("arange"));
        Assert.Equal([Outcome.Passed, Outcome.Passed, Outcome.Failed, Outcome.Failed, Outcome.Failed], results.Select(r => r.Outcome));
        Assert.Contains("no overload takes", results[2].Detail);
        Assert.Contains("no storage b", results[3].Detail);
        Assert.Contains("unknown value", results[4].Detail);
    }

    [Fact]
    public void AnOpThatIsNotThereFails() => Assert.Contains("no binding", worker.Run(Write("no_such_op"))[0].Detail);

    [Fact]
    public void AMalformedFileFails()
    {
        string path = Path.Combine(folder, "arange.json");
        File.WriteAllText(path, "{");
        Assert.Equal(Outcome.Failed, Assert.Single(worker.Run(path)).Outcome);
    }

    [Fact]
    public void TheEndOfTheProcessIsOneFailure()
    {
        string path = Write("arange");
        Environment.SetEnvironmentVariable(Worker.EndsAt, "arange#1");
        List<CaseResult> results;
        try
        {
            results = worker.Run(path);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Worker.EndsAt, null);
        }
        Assert.Equal([0, 1, 2, 3, 4], results.Select(r => r.Index));
        Assert.Equal(Outcome.Passed, results[0].Outcome);
        Assert.Contains("the process ended with code", results[1].Detail);
    }

    string Write(string op)
    {
        string path = Path.Combine(folder, op + ".json");
        File.WriteAllText(path, Samples.Replace("\"arange\"", $"\"{op}\"", StringComparison.Ordinal));
        byte[] header = """{"a": {"dtype": "I64", "shape": [3], "data_offsets": [0, 24]}}"""u8.ToArray();
        using var file = File.Create(Path.ChangeExtension(path, ".safetensors"));
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(header);
        for (long i = 0; i < 3; i++)
            file.Write(BitConverter.GetBytes(i));
        return path;
    }
}

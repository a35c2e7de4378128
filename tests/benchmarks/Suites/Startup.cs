namespace NativeTorch.Benchmarks.Suites;

/// <summary>From the start of a process to its first result. NativeTorch runs as <c>dotnet exec</c> of what was built, without
/// being published, trimmed or compiled ahead.</summary>
static class Startup
{
    public static Suite Suite { get; } = new("startup", "Start of a process to its first result (dotnet exec; python)", _ =>
    [
        new("a + b", "add", []) { Tolerance = 1e-6 },
        new("one training step of LeNet", "lenet", []) { Tolerance = 1e-4 },
    ]) { WholeProcesses = true };
}

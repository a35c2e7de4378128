// dotnet run -c Release --project tests/benchmarks -- --peer /usr/bin/python3 --threads 1,2 --out DIR [--suite NAME,...] [--case TEXT] [--quick]
// dotnet run -c Release --project tests/benchmarks -- dotnet --filter '*'
//
// The first measures all suites beside a peer, prints the tables and writes them to DIR; it exits with 1 when numbers differ, 2 when nothing was measured.
// The second is BenchmarkDotNet's own door, for looking into one thing.
using NativeTorch.Benchmarks;
using NativeTorch.Benchmarks.Diagnosis;
using NativeTorch.Benchmarks.Running;
using NativeTorch.Benchmarks.Serving;

return args switch
{
    ["serve"] => Server.Run(),
    ["once", var operation] => Once.Run(operation),
    ["dotnet", .. var rest] => BenchmarkDotNetDoor.Run(rest),
    _ => Options.Command(Runner.Run).Parse(args).Invoke(),
};

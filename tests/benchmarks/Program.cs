// dotnet run -c Release --project tests/benchmarks -- --filter '*'
// dotnet run -c Release --project tests/benchmarks -- engine [python with PyTorch]
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NativeTorch.Benchmarks;

if (args is ["engine", .. var peer])
    return EngineChain.Run(peer.FirstOrDefault());

// In this process: the native library is beside it already, and nothing has to be built again.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(12);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
return 0;

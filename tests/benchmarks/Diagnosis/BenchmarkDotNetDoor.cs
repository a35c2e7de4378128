using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NativeTorch.Benchmarks.Diagnosis;

/// <summary>BenchmarkDotNet as it comes, for its profilers and disassembler.</summary>
static class BenchmarkDotNetDoor
{
    public static int Run(string[] args)
    {
        // In this process: the native library is beside it already, and nothing has to be built again.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(12);
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkDotNetDoor).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        return 0;
    }
}

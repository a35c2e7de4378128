using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using NativeTorch.Benchmarks.Workloads;

namespace NativeTorch.Benchmarks.Serving;

/// <summary>Measures with BenchmarkDotNet: a sample is one workload iteration of its engine.</summary>
sealed class Clock : IDisposable
{
    readonly Workload workload;
    readonly IEngine engine;
    int index;

    public Clock(Workload workload)
    {
        this.workload = workload;
        static void Nothing()
        {
        }
        engine = new EngineFactory().CreateReadyToRun(new EngineParameters
        {
            Host = new SilentHost(),
            // Garbage is the user's time: no collection is forced around a sample. Nor does the engine look for a number of
            // iterations, the runner does.
            TargetJob = Job.Default.WithStrategy(RunStrategy.Monitoring).WithUnrollFactor(1).WithInvocationCount(1).WithGcForce(false),
            WorkloadActionNoUnroll = workload.Run,
            WorkloadActionUnroll = workload.Run,
            OverheadActionNoUnroll = _ => { },
            OverheadActionUnroll = _ => { },
            Dummy1Action = Nothing,
            Dummy2Action = Nothing,
            Dummy3Action = Nothing,
            IterationSetupAction = Nothing,
            IterationCleanupAction = Nothing,
            GlobalCleanupAction = Nothing,
            BenchmarkName = workload.GetType().Name,
        });
    }

    /// <summary>Seconds that all repetitions together took.</summary>
    public double Measure(long repeat, long warm)
    {
        workload.Run(warm);
        Measurement measured = engine.RunIteration(new(IterationMode.Workload, IterationStage.Actual, ++index, repeat, 1));
        return measured.Nanoseconds * 1e-9;
    }

    public void Dispose()
    {
        engine.Dispose();
        (workload as IDisposable)?.Dispose();
    }
}

using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads;

/// <summary>What is measured: inputs are made by the constructor, from the seeded generator.</summary>
abstract class Workload
{
    /// <summary>What it computes, to be compared with the other frameworks; called once, before anything is measured.</summary>
    public abstract CheckValues[] Check();

    /// <summary>Runs it so often.</summary>
    public abstract void Run(long repeat);
}

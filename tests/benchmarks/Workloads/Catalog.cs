using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads.Ops;
using NativeTorch.Benchmarks.Workloads.Training;

namespace NativeTorch.Benchmarks.Workloads;

/// <summary>Makes the workload of an operation, for its parameters and one of the ways to go.</summary>
delegate Workload WorkloadMaker(Parameters parameters, string variant);

/// <summary>The operations that NativeTorch implements, by name.</summary>
static class Catalog
{
    public static IReadOnlyDictionary<string, WorkloadMaker> Workloads { get; } = new Dictionary<string, WorkloadMaker>(
    [
        .. TrainingCatalog.Workloads,
        .. OpCatalog.Workloads,
        new("engine_chain", (parameters, variant) => new EngineChain(parameters, variant)),
    ]);
}

using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads.Data;
using NativeTorch.Benchmarks.Workloads.Files;
using NativeTorch.Benchmarks.Workloads.Inference;
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
        .. InferenceCatalog.Workloads,
        .. OpCatalog.Workloads,
        .. FileWorkload.Workloads,
        new("data.epoch", (parameters, variant) => new EpochWorkload(parameters, variant)),
        new("data.augmented", (parameters, variant) => new AugmentedWorkload(parameters, variant)),
        new("engine_chain", (parameters, variant) => new EngineChain(parameters, variant)),
    ]);
}

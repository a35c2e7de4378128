using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>The operations of the op suites: from inputs to a result.</summary>
static class OpCatalog
{
    public static IReadOnlyDictionary<string, WorkloadMaker> Workloads { get; } = new Dictionary<string, WorkloadMaker>(
        new[] { ElementwiseOps.All, ReductionOps.All, LayerOps.All, MovementOps.All, MatrixOps.All }.SelectMany(ops => ops)
            .Select(op => KeyValuePair.Create($"op.{op.Key}", Make(op.Value))));

    static WorkloadMaker Make(Func<Parameters, Func<Tensor[], Tensor>> make) => (parameters, variant) =>
    {
        Tensor[] inputs = Inputs.Draw(parameters.Text("inputs"));
        Func<Tensor[], Tensor> op = make(parameters);
        return parameters.Flag("backward") ? new BackwardWorkload(op, inputs, variant) : new OpWorkload(op, inputs, variant);
    };
}

/// <summary>Operations by name, each for its parameters.</summary>
sealed class OpTable : Dictionary<string, Func<Parameters, Func<Tensor[], Tensor>>>
{
    public void Add(string name, Func<Tensor[], Tensor> op) => Add(name, _ => op);
}

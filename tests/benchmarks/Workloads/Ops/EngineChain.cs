using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>What nodes of the graph cost: a chain of <c>x = x * 1.0001</c>, built and run backward; each intermediate result is
/// let go when the next one is there, as Python does.</summary>
sealed class EngineChain(Parameters parameters, string variant) : Workload
{
    readonly long nodes = parameters.Long("nodes");

    public override CheckValues[] Check()
    {
        Tensor leaf = Torch.Ones(1).RequiresGrad_();
        Once(leaf);
        return [Values.Of(leaf.Grad)];
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
        {
            using TensorScope? scope = variant == "scope" ? new() : null;
            Once(Torch.Ones(1).RequiresGrad_());
        }
    }

    void Once(Tensor leaf)
    {
        Tensor x = leaf * 1.0001;
        for (long i = 1; i < nodes; i++)
        {
            Tensor next = x * 1.0001;
            if (variant == "using")
                x.Dispose();
            x = next;
        }
        x.Backward();
        if (variant == "using")
            x.Dispose();
    }
}

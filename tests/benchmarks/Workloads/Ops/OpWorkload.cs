using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>One operation on the same inputs again and again; what happens to its result is the variant: "using", "scope", or
/// nothing.</summary>
sealed class OpWorkload(Func<Tensor[], Tensor> op, Tensor[] inputs, string variant) : Workload
{
    bool inPlace;

    public override CheckValues[] Check()
    {
        Tensor result = op(inputs);
        inPlace = ReferenceEquals(result, inputs[0]);
        return [Values.Of(result)];
    }

    public override void Run(long repeat)
    {
        if (variant == "scope")
            Scoped(repeat);
        else if (variant == "using" && !inPlace)
            Using(repeat);
        else
            for (long i = 0; i < repeat; i++)
                op(inputs);
    }

    void Scoped(long repeat)
    {
        for (long i = 0; i < repeat; i++)
        {
            using var scope = new TensorScope();
            op(inputs);
        }
    }

    void Using(long repeat)
    {
        for (long i = 0; i < repeat; i++)
        {
            using Tensor result = op(inputs);
        }
    }
}

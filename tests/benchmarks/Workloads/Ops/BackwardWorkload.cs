using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>One operation and its derivative, into gradients that start from nothing.</summary>
sealed class BackwardWorkload : Workload
{
    readonly Func<Tensor[], Tensor> op;
    readonly Tensor[] inputs, leaves;
    readonly Tensor cotangent;
    readonly string variant;

    public BackwardWorkload(Func<Tensor[], Tensor> op, Tensor[] inputs, string variant)
    {
        (this.op, this.inputs, this.variant) = (op, inputs, variant);
        leaves = [.. inputs.Where(i => i.RequiresGrad)];
        Tensor result = op(inputs).Detach();
        cotangent = Torch.Randn(result.Shape).To(result.Dtype);
    }

    public override CheckValues[] Check()
    {
        Tensor result = op(inputs);
        result.Backward(cotangent);
        CheckValues[] values = [Values.Of(result), .. leaves.Select(l => Values.Of(l.Grad))];
        Forget();
        return values;
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
        {
            using TensorScope? scope = variant == "scope" ? new() : null;
            Tensor result = op(inputs);
            result.Backward(cotangent);
            Forget();
            if (variant == "using")
                result.Dispose();
        }
    }

    void Forget()
    {
        foreach (Tensor leaf in leaves)
            leaf.Grad = null;
    }
}

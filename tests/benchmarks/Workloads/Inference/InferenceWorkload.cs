using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Inference;

/// <summary>A forward pass without gradients.</summary>
sealed class InferenceWorkload(Func<Tensor> forward, bool scope) : Workload
{
    public override CheckValues[] Check()
    {
        using var inference = Torch.InferenceMode();
        return [Values.Of(forward())];
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
        {
            using TensorScope? tensors = scope ? new() : null;
            using var inference = Torch.InferenceMode();
            forward();
        }
    }
}

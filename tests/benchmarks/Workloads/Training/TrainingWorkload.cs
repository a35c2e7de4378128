using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Training;

/// <summary>A training step, which returns its loss.</summary>
/// <param name="step">One step as a user writes it.</param>
/// <param name="scope">Whether each step runs in a <see cref="TensorScope"/>; otherwise nothing is disposed.</param>
sealed class TrainingWorkload(Func<double> step, bool scope) : Workload
{
    const int Checked = 5;

    /// <summary>The losses of the first steps: the last of them depends on all gradients before.</summary>
    public override CheckValues[] Check() => [.. Enumerable.Range(0, Checked).Select(_ => Values.Of([Step()]))];

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
            Step();
    }

    double Step()
    {
        if (!scope)
            return step();
        using var tensors = new TensorScope();
        return step();
    }
}

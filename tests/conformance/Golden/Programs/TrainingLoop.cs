using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>The loop of every program that has an optimizer.</summary>
static class TrainingLoop
{
    /// <summary>The loss before each step, without end.</summary>
    /// <param name="optimizer">Makes the steps.</param>
    /// <param name="computeLoss">The forward pass.</param>
    /// <param name="setToNone">False where momentum moves parameters that a step does not use: PyTorch 1.13, which made the curves, set
    /// gradients to zero.</param>
    public static IEnumerable<double> Losses(Optimizer optimizer, Func<Tensor> computeLoss, bool setToNone = true)
    {
        while (true)
        {
            Tensor loss = computeLoss();
            yield return loss.Item<double>();
            optimizer.ZeroGrad(setToNone);
            loss.Backward();
            optimizer.Step();
        }
    }
}

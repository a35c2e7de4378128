namespace NativeTorch.NN;

/// <summary>Base of instance normalisation.</summary>
public abstract partial class InstanceNormNd : NormBase
{
    readonly int rank;

    private protected InstanceNormNd(int rank, long numFeatures, double eps, double momentum, bool affine, bool trackRunningStats,
        Dtype? dtype, Device? device)
        : base(numFeatures, eps, momentum, affine, trackRunningStats, dtype, device) => this.rank = rank;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        Expect(input, rank + 1, rank + 2);
        return input.Dim == rank + 2 ? Normalize(input) : Normalize(input.Unsqueeze(0)).Squeeze(0);
    }

    Tensor Normalize(Tensor input) =>
        F.InstanceNorm(input, RunningMean, RunningVar, Weight, Bias, Training || !TrackRunningStats, Momentum ?? 0, Eps);
}

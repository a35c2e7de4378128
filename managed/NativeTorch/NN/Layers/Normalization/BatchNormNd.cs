namespace NativeTorch.NN;

/// <summary>Base of batch normalisation.</summary>
public abstract partial class BatchNormNd : NormBase
{
    readonly int dims, orDims;

    private protected BatchNormNd(int dims, int orDims, long numFeatures, double eps, double? momentum, bool affine,
        bool trackRunningStats, Dtype? dtype, Device? device)
        : base(numFeatures, eps, momentum, affine, trackRunningStats, dtype, device) => (this.dims, this.orDims) = (dims, orDims);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        Expect(input, dims, orDims);
        bool ofBatch = Training || (RunningMean is null && RunningVar is null);
        bool running = !Training || TrackRunningStats;
        return F.BatchNorm(input, running ? RunningMean : null, running ? RunningVar : null, Weight, Bias, ofBatch, Share(), Eps);
    }

    /// <summary>The batch's share of the new running statistics; counts the batch.</summary>
    double Share()
    {
        if (Training && TrackRunningStats && NumBatchesTracked is { } seen)
        {
            seen.Add_(1);
            return Momentum ?? 1.0 / seen.Item<long>();
        }
        return Momentum ?? 0;
    }
}

namespace NativeTorch.NN;

/// <summary>Base of batch and instance normalisation: a weight (1 at first) and bias (0 at first) for each channel, and running
/// statistics.</summary>
public abstract partial class NormBase : Layer
{
    private protected NormBase(long numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats, Dtype? dtype,
        Device? device)
    {
        (NumFeatures, Eps, Momentum, Affine, TrackRunningStats) = (numFeatures, eps, momentum, affine, trackRunningStats);
        if (affine)
        {
            Weight = new Parameter(Torch.Empty([numFeatures], dtype, device));
            Bias = new Parameter(Torch.Empty([numFeatures], dtype, device));
        }
        if (trackRunningStats)
        {
            RunningMean = Torch.Empty([numFeatures], dtype, device);
            RunningVar = Torch.Empty([numFeatures], dtype, device);
            NumBatchesTracked = Torch.Empty([], Dtype.Int64, device);
            RunningMean.Scope = RunningVar.Scope = NumBatchesTracked.Scope = null;
        }
        ResetParameters();
    }

    /// <summary>Channels of the input.</summary>
    public long NumFeatures { get; }

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>The batch's share of the new running statistics; null is the mean over all batches.</summary>
    public double? Momentum { get; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool Affine { get; }

    /// <summary>Whether there are running statistics.</summary>
    public bool TrackRunningStats { get; }

    /// <summary>(numFeatures); null where there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>(numFeatures); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>(numFeatures); null where there is none.</summary>
    [Buffer]
    public Tensor? RunningMean { get; set; }

    /// <summary>(numFeatures), of the unbiased variance; null where there is none.</summary>
    [Buffer]
    public Tensor? RunningVar { get; set; }

    /// <summary>How many batches the running statistics have seen (int64); null where there are none.</summary>
    [Buffer]
    public Tensor? NumBatchesTracked { get; set; }

    /// <summary>Forgets all batches: mean 0, variance 1. PyTorch: <c>reset_running_stats</c> of batch and instance norm.</summary>
    public void ResetRunningStats()
    {
        RunningMean?.Zero_();
        RunningVar?.Fill_(1);
        NumBatchesTracked?.Zero_();
    }

    /// <summary>Weight 1, bias 0, and no batches seen. PyTorch: <c>reset_parameters</c> of batch and instance norm.</summary>
    public void ResetParameters()
    {
        ResetRunningStats();
        Init.Affine_(Weight, Bias);
    }

    /// <exception cref="ShapeMismatchException">The input has another number of dimensions.</exception>
    private protected void Expect(Tensor input, int dims, int orDims)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Dim != dims && input.Dim != orDims)
            throw new ShapeMismatchException($"[{GetType().Name}] {input.Shape}: it takes "
                + (dims == orDims ? $"{dims} dimensions" : $"{dims} or {orDims} dimensions"));
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumFeatures}, eps={Repr.Of(Eps)}, momentum={(Momentum is { } share ? Repr.Of(share) : "None")}, affine={Repr.Of(Affine)}, "
        + $"track_running_stats={Repr.Of(TrackRunningStats)}";
}

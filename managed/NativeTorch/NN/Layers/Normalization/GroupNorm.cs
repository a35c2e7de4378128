namespace NativeTorch.NN;

/// <summary>(x - mean) / sqrt(var + eps) * weight + bias with mean and variance over each group of channels: (N, numChannels, ...)
/// keeps its shape. PyTorch: <c>torch.nn.GroupNorm</c>.</summary>
public partial class GroupNorm : Layer
{
    /// <summary>A layer with weight 1 and bias 0.</summary>
    /// <param name="numGroups">How many groups the channels make.</param>
    /// <param name="numChannels">Channels of the input.</param>
    /// <param name="eps">What is added to the variance (default 1e-5).</param>
    /// <param name="affine">Whether there are a weight and a bias for each channel (default true).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">The channels cannot be divided into the groups.</exception>
    public GroupNorm(long numGroups, long numChannels, double eps = 1e-5, bool affine = true, Dtype? dtype = null, Device? device = null)
    {
        if (numGroups <= 0 || numChannels % numGroups != 0)
            throw new ArgumentException($"[GroupNorm] {numChannels} channels cannot be divided into {numGroups} groups");
        (NumGroups, NumChannels, Eps, Affine) = (numGroups, numChannels, eps, affine);
        Weight = affine ? new Parameter(Torch.Empty([numChannels], dtype, device)) : null;
        Bias = affine ? new Parameter(Torch.Empty([numChannels], dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>How many groups the channels make.</summary>
    public long NumGroups { get; }

    /// <summary>Channels of the input.</summary>
    public long NumChannels { get; }

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool Affine { get; }

    /// <summary>(numChannels); null where there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>(numChannels); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>Weight 1 and bias 0 again. PyTorch: <c>GroupNorm.reset_parameters</c>.</summary>
    public void ResetParameters() => Init.Affine_(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.GroupNorm(input, NumGroups, Weight, Bias, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{NumGroups}, {NumChannels}, eps={Repr.Of(Eps)}, affine={Repr.Of(Affine)}";
}

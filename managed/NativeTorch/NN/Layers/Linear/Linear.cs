namespace NativeTorch.NN;

/// <summary>y = x A^T + b: (..., inFeatures) to (..., outFeatures). PyTorch: <c>torch.nn.Linear</c>.</summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(inFeatures), with PyTorch's draws.</remarks>
public partial class Linear : Layer
{
    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="inFeatures">Size of each input.</param>
    /// <param name="outFeatures">Size of each output.</param>
    /// <param name="bias">Whether b is there (default true).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    public Linear(long inFeatures, long outFeatures, bool bias = true, Dtype? dtype = null, Device? device = null)
    {
        (InFeatures, OutFeatures) = (inFeatures, outFeatures);
        Weight = new Parameter(Torch.Empty([outFeatures, inFeatures], dtype, device));
        Bias = bias ? new Parameter(Torch.Empty([outFeatures], dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>Size of each input.</summary>
    public long InFeatures { get; }

    /// <summary>Size of each output.</summary>
    public long OutFeatures { get; }

    /// <summary>A: (outFeatures, inFeatures).</summary>
    public Parameter Weight { get; set; }

    /// <summary>b: (outFeatures); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>Draws first values anew. PyTorch: <c>Linear.reset_parameters</c>.</summary>
    public void ResetParameters() => Init.Default_(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Linear(input, Weight, Bias);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"in_features={InFeatures}, out_features={OutFeatures}, bias={Repr.Of(Bias is not null)}";
}

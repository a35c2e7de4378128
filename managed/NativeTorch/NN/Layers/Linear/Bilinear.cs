namespace NativeTorch.NN;

/// <summary>y_k = x1^T W_k x2 + b_k: (..., in1Features) and (..., in2Features) to (..., outFeatures). PyTorch:
/// <c>torch.nn.Bilinear</c>.</summary>
/// <remarks>Weight and bias start uniform in ±1 / sqrt(in1Features), with PyTorch's draws.</remarks>
public partial class Bilinear : Module
{
    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="in1Features">Size of each first input.</param>
    /// <param name="in2Features">Size of each second input.</param>
    /// <param name="outFeatures">Size of each output.</param>
    /// <param name="bias">Whether b is there (default true).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    public Bilinear(long in1Features, long in2Features, long outFeatures, bool bias = true, Dtype? dtype = null, Device? device = null)
    {
        (In1Features, In2Features, OutFeatures) = (in1Features, in2Features, outFeatures);
        Weight = new Parameter(Torch.Empty([outFeatures, in1Features, in2Features], dtype, device));
        Bias = bias ? new Parameter(Torch.Empty([outFeatures], dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>Size of each first input.</summary>
    public long In1Features { get; }

    /// <summary>Size of each second input.</summary>
    public long In2Features { get; }

    /// <summary>Size of each output.</summary>
    public long OutFeatures { get; }

    /// <summary>W: (outFeatures, in1Features, in2Features).</summary>
    public Parameter Weight { get; set; }

    /// <summary>b: (outFeatures); null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>Draws first values anew. PyTorch: <c>Bilinear.reset_parameters</c>.</summary>
    public void ResetParameters()
    {
        double bound = 1 / Math.Sqrt(In1Features);
        Init.Uniform_(Weight, -bound, bound);
        if (Bias is not null)
            Init.Uniform_(Bias, -bound, bound);
    }

    /// <summary>y for <paramref name="input1"/> and <paramref name="input2"/>.</summary>
    public Tensor Forward(Tensor input1, Tensor input2) =>
        ForwardWatch.Ran(this, input1, F.Bilinear(input1, input2, Weight, Bias));

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in1_features={In1Features}, in2_features={In2Features}, out_features={OutFeatures}, bias={Repr.Of(Bias is not null)}";
}

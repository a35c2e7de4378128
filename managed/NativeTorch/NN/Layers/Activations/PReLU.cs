namespace NativeTorch.NN;

/// <summary>x where x &gt; 0, else a x with a learnt slope a, one for all or one for each channel. PyTorch:
/// <c>torch.nn.PReLU</c>.</summary>
public sealed partial class PReLU : Layer
{
    /// <summary>A layer whose slopes all start with the same value.</summary>
    /// <param name="numParameters">1, or the number of channels (default 1).</param>
    /// <param name="init">The first value of the slopes (default 0.25).</param>
    /// <param name="dtype">Dtype of the slopes (default float32).</param>
    /// <param name="device">Where they are (default CPU).</param>
    public PReLU(long numParameters = 1, double init = 0.25, Dtype? dtype = null, Device? device = null)
    {
        NumParameters = numParameters;
        Weight = new Parameter(Torch.Full([numParameters], init, dtype ?? Dtype.Float32, device));
    }

    /// <summary>1, or the number of channels.</summary>
    public long NumParameters { get; }

    /// <summary>The slopes.</summary>
    public Parameter Weight { get; set; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Prelu(input, Weight);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"num_parameters={NumParameters}";
}

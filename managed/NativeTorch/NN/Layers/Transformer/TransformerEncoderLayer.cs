namespace NativeTorch.NN;

/// <summary>Self-attention and two linear maps with an activation between them, each beside a shortcut and with a layer norm behind
/// it, or before it. PyTorch: <c>torch.nn.TransformerEncoderLayer</c>.</summary>
public partial class TransformerEncoderLayer : Module
{
    readonly Func<Tensor, Tensor> function;

    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="dModel">E, the size of inputs and outputs.</param>
    /// <param name="nhead">How many heads the attention has.</param>
    /// <param name="dimFeedforward">The size between the two linear maps (default 2048).</param>
    /// <param name="dropout">Probability of each of the dropouts in training (default 0.1).</param>
    /// <param name="activation">The function between the linear maps, such as <c>F.Relu</c> (default), <c>x => F.Gelu(x)</c> or
    /// <c>new SiLU().Forward</c>, whose module then is a part of the layer.</param>
    /// <param name="layerNormEps">What the layer norms add to the variance (default 1e-5).</param>
    /// <param name="batchFirst">Whether tensors are (N, S, E) instead of (S, N, E) (default false).</param>
    /// <param name="normFirst">Whether the norms stand before attention and linear maps (default false).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">dModel cannot be divided into the heads.</exception>
    public TransformerEncoderLayer(long dModel, long nhead, long dimFeedforward = 2048, double dropout = 0.1,
        Func<Tensor, Tensor>? activation = null, double layerNormEps = 1e-5, bool batchFirst = false, bool normFirst = false,
        Dtype? dtype = null, Device? device = null)
    {
        SelfAttn = new MultiheadAttention(dModel, nhead, dropout, batchFirst: batchFirst, dtype: dtype, device: device);
        Linear1 = new Linear(dModel, dimFeedforward, dtype: dtype, device: device);
        Dropout = new Dropout(dropout);
        Linear2 = new Linear(dimFeedforward, dModel, dtype: dtype, device: device);
        NormFirst = normFirst;
        Norm1 = new LayerNorm(dModel, layerNormEps, dtype: dtype, device: device);
        Norm2 = new LayerNorm(dModel, layerNormEps, dtype: dtype, device: device);
        Dropout1 = new Dropout(dropout);
        Dropout2 = new Dropout(dropout);
        function = activation ?? F.Relu;
        Activation = FeedForwardActivation.ModuleOf(activation);
    }

    /// <summary>The attention of the sequence to itself.</summary>
    public MultiheadAttention SelfAttn { get; set; }

    /// <summary>The first linear map.</summary>
    public Linear Linear1 { get; set; }

    /// <summary>Behind the activation.</summary>
    public Dropout Dropout { get; set; }

    /// <summary>The second linear map.</summary>
    public Linear Linear2 { get; set; }

    /// <summary>Whether the norms stand before attention and linear maps.</summary>
    public bool NormFirst { get; }

    /// <summary>The attention's norm.</summary>
    public LayerNorm Norm1 { get; set; }

    /// <summary>The linear maps' norm.</summary>
    public LayerNorm Norm2 { get; set; }

    /// <summary>Behind the attention.</summary>
    public Dropout Dropout1 { get; set; }

    /// <summary>Behind the linear maps.</summary>
    public Dropout Dropout2 { get; set; }

    /// <summary>The activation, where it is a module.</summary>
    public Module? Activation { get; set; }

    /// <summary>The layer's output, of the shape of <paramref name="src"/>.</summary>
    /// <param name="src">(S, N, E), (N, S, E) with batchFirst, or (S, E).</param>
    /// <param name="srcMask">(S, S) or (N nhead, S, S): true where a place does not see another one, or numbers to add.</param>
    /// <param name="srcKeyPaddingMask">(N, S) or (S): true where a place counts for nothing, or numbers to add.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public virtual Tensor Forward(Tensor src, Tensor? srcMask = null, Tensor? srcKeyPaddingMask = null)
    {
        Tensor Attend(Tensor x) =>
            Dropout1.Forward(SelfAttn.Forward(x, x, x, srcKeyPaddingMask, needWeights: false, attnMask: srcMask).Output);
        Tensor FeedForward(Tensor x) => Dropout2.Forward(Linear2.Forward(Dropout.Forward(
            FeedForwardActivation.Apply(Activation, function, Linear1.Forward(x)))));
        if (NormFirst)
        {
            src = src + Attend(Norm1.Forward(src));
            return ForwardWatch.Ran(this, src, src + FeedForward(Norm2.Forward(src)));
        }
        src = Norm1.Forward(src + Attend(src));
        return ForwardWatch.Ran(this, src, Norm2.Forward(src + FeedForward(src)));
    }
}

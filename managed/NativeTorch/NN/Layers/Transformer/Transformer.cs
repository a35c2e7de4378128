namespace NativeTorch.NN;

/// <summary>An encoder, and a decoder that sees its output: "Attention Is All You Need". PyTorch: <c>torch.nn.Transformer</c>.</summary>
/// <remarks>All matrices start as <see cref="Init.XavierUniform_"/>'s, with PyTorch's draws.</remarks>
public partial class Transformer : Module
{
    /// <summary>A model with first values from the default generator.</summary>
    /// <param name="dModel">E, the size of inputs and outputs (default 512).</param>
    /// <param name="nhead">How many heads each attention has (default 8).</param>
    /// <param name="numEncoderLayers">How many layers the encoder has (default 6).</param>
    /// <param name="numDecoderLayers">How many layers the decoder has (default 6).</param>
    /// <param name="dimFeedforward">The size between the two linear maps of a layer (default 2048).</param>
    /// <param name="dropout">Probability of each of the dropouts in training (default 0.1).</param>
    /// <param name="activation">The function between the linear maps (default <c>F.Relu</c>).</param>
    /// <param name="customEncoder">An encoder to take instead (default null).</param>
    /// <param name="customDecoder">A decoder to take instead (default null).</param>
    /// <param name="layerNormEps">What the layer norms add to the variance (default 1e-5).</param>
    /// <param name="batchFirst">Whether tensors are (N, S, E) instead of (S, N, E) (default false).</param>
    /// <param name="normFirst">Whether the norms stand before attentions and linear maps (default false).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">dModel cannot be divided into the heads.</exception>
    public Transformer(long dModel = 512, long nhead = 8, long numEncoderLayers = 6, long numDecoderLayers = 6, long dimFeedforward = 2048,
        double dropout = 0.1, Func<Tensor, Tensor>? activation = null, TransformerEncoder? customEncoder = null,
        TransformerDecoder? customDecoder = null, double layerNormEps = 1e-5, bool batchFirst = false, bool normFirst = false,
        Dtype? dtype = null, Device? device = null)
    {
        (DModel, Nhead, BatchFirst) = (dModel, nhead, batchFirst);
        LayerNorm Norm() => new(dModel, layerNormEps, dtype: dtype, device: device);
        Encoder = customEncoder ?? new TransformerEncoder(new TransformerEncoderLayer(dModel, nhead, dimFeedforward, dropout, activation,
            layerNormEps, batchFirst, normFirst, dtype, device), numEncoderLayers, Norm());
        Decoder = customDecoder ?? new TransformerDecoder(new TransformerDecoderLayer(dModel, nhead, dimFeedforward, dropout, activation,
            layerNormEps, batchFirst, normFirst, dtype, device), numDecoderLayers, Norm());
        foreach (Parameter parameter in Parameters())
            if (parameter.Dim > 1)
                Init.XavierUniform_(parameter);
    }

    /// <summary>The encoder.</summary>
    public TransformerEncoder Encoder { get; set; }

    /// <summary>The decoder.</summary>
    public TransformerDecoder Decoder { get; set; }

    /// <summary>E, the size of inputs and outputs.</summary>
    public long DModel { get; }

    /// <summary>How many heads each attention has.</summary>
    public long Nhead { get; }

    /// <summary>Whether tensors are (N, S, E) instead of (S, N, E).</summary>
    public bool BatchFirst { get; }

    /// <summary>The decoder's output, of the shape of <paramref name="tgt"/>.</summary>
    /// <param name="src">The encoder's input: (S, N, E), (N, S, E) with batchFirst, or (S, E).</param>
    /// <param name="tgt">The decoder's input: (T, N, E), (N, T, E) with batchFirst, or (T, E).</param>
    /// <param name="srcMask">(S, S) or (N nhead, S, S): true where a place does not see another one, or numbers to add.</param>
    /// <param name="tgtMask">(T, T) or (N nhead, T, T), likewise; see <see cref="GenerateSquareSubsequentMask"/>.</param>
    /// <param name="memoryMask">(T, S) or (N nhead, T, S), likewise.</param>
    /// <param name="srcKeyPaddingMask">(N, S) or (S): true where a place counts for nothing, or numbers to add.</param>
    /// <param name="tgtKeyPaddingMask">(N, T) or (T), likewise.</param>
    /// <param name="memoryKeyPaddingMask">(N, S) or (S), likewise.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public Tensor Forward(Tensor src, Tensor tgt, Tensor? srcMask = null, Tensor? tgtMask = null, Tensor? memoryMask = null,
        Tensor? srcKeyPaddingMask = null, Tensor? tgtKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(tgt);
        void Need(bool fits, string what)
        {
            if (!fits)
                throw new ShapeMismatchException($"[Transformer] src {src.Shape}, tgt {tgt.Shape}: {what}");
        }
        int batchDim = BatchFirst ? 0 : 1;
        Need(src.Dim is 2 or 3 && tgt.Dim == src.Dim, "both have three dimensions, or two without a batch");
        Need(src.Dim == 2 || src.Size(batchDim) == tgt.Size(batchDim), "the batch sizes differ");
        Need(src.Size(-1) == DModel && tgt.Size(-1) == DModel, $"both are to end with dModel {DModel}");
        Tensor memory = Encoder.Forward(src, srcMask, srcKeyPaddingMask);
        return ForwardWatch.Ran(this, src, Decoder.Forward(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask));
    }

    /// <summary>The mask with which no place sees a later one: (sz, sz), -inf above the diagonal and 0 elsewhere. PyTorch:
    /// <c>Transformer.generate_square_subsequent_mask</c>.</summary>
    /// <param name="sz">The length of the sequence.</param>
    /// <param name="device">Where the mask is (default CPU).</param>
    /// <param name="dtype">Its dtype (default float32).</param>
    public static Tensor GenerateSquareSubsequentMask(long sz, Device? device = null, Dtype? dtype = null) =>
        Torch.Full([sz, sz], double.NegativeInfinity, dtype ?? Dtype.Float32, device).Triu(1);
}

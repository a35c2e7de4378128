namespace NativeTorch.NN;

/// <summary>Sums, means or maxima of rows of a learned table: one for each row of 2-d numbers, or for each part of 1-d numbers,
/// (bags, embeddingDim). PyTorch: <c>torch.nn.EmbeddingBag</c>.</summary>
/// <remarks>The table starts with normal numbers, PyTorch's draws, and zeros in the row that pads. Gradients are dense.</remarks>
public partial class EmbeddingBag : Module
{
    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="numEmbeddings">Rows of the table.</param>
    /// <param name="embeddingDim">Columns of the table.</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm (default 2).</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used (default false).</param>
    /// <param name="mode">How rows are combined (default: their mean).</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last part (default false).</param>
    /// <param name="paddingIdx">A row that starts with zeros and takes no part; negative ones count from the back.</param>
    /// <param name="dtype">Dtype of the table (default float32).</param>
    /// <param name="device">Where the table is (default CPU).</param>
    /// <exception cref="ArgumentOutOfRangeException">paddingIdx is not a row.</exception>
    public EmbeddingBag(long numEmbeddings, long embeddingDim, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool includeLastOffset = false,
        long? paddingIdx = null, Dtype? dtype = null, Device? device = null)
        : this(numEmbeddings, maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx,
            row => EmbeddingTable.Draw(numEmbeddings, embeddingDim, row, dtype, device))
    {
    }

    EmbeddingBag(long rows, double? maxNorm, double normType, bool scaleGradByFreq, EmbeddingBagMode mode, bool includeLastOffset,
        long? paddingIdx, Func<long?, Parameter> table)
    {
        PaddingIdx = EmbeddingTable.Row(nameof(EmbeddingBag), paddingIdx, rows);
        (MaxNorm, NormType, ScaleGradByFreq, Mode, IncludeLastOffset) = (maxNorm, normType, scaleGradByFreq, mode, includeLastOffset);
        Weight = table(PaddingIdx);
    }

    /// <summary>A layer around a table that is there already, and shares its memory. PyTorch: <c>EmbeddingBag.from_pretrained</c>.</summary>
    /// <param name="embeddings">The table.</param>
    /// <param name="freeze">Whether it is not trained (default true).</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm (default 2).</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used (default false).</param>
    /// <param name="mode">How rows are combined (default: their mean).</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last part (default false).</param>
    /// <param name="paddingIdx">A row that takes no part; negative ones count from the back.</param>
    /// <exception cref="ShapeMismatchException">The table has not two dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">paddingIdx is not a row.</exception>
    public static EmbeddingBag FromPretrained(Tensor embeddings, bool freeze = true, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool includeLastOffset = false,
        long? paddingIdx = null)
    {
        Parameter table = EmbeddingTable.Given(nameof(EmbeddingBag), embeddings, freeze);
        return new(table.Size(0), maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx, _ => table);
    }

    /// <summary>Rows of the table.</summary>
    public long NumEmbeddings => Weight.Size(0);

    /// <summary>Columns of the table.</summary>
    public long EmbeddingDim => Weight.Size(1);

    /// <summary>The norm that rows are shortened to; null where they are not.</summary>
    public double? MaxNorm { get; }

    /// <summary>Which norm.</summary>
    public double NormType { get; }

    /// <summary>Whether a row's gradient is divided by how often it is used.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>How rows are combined.</summary>
    public EmbeddingBagMode Mode { get; }

    /// <summary>Whether the last offset is the end of the last part.</summary>
    public bool IncludeLastOffset { get; }

    /// <summary>The row that takes no part; null where there is none.</summary>
    public long? PaddingIdx { get; }

    /// <summary>The table: (numEmbeddings, embeddingDim).</summary>
    public Parameter Weight { get; set; }

    /// <summary>Draws the table anew. PyTorch: <c>EmbeddingBag.reset_parameters</c>.</summary>
    public void ResetParameters() => EmbeddingTable.Fill_(Weight, PaddingIdx);

    /// <summary>One combined row for each bag: (bags, embeddingDim).</summary>
    /// <param name="input">The numbers of rows, int64 or int32: (bags, n), or (n) with <paramref name="offsets"/>.</param>
    /// <param name="offsets">Where each part of 1-d numbers begins.</param>
    /// <param name="perSampleWeights">Factors of the numbers' shape; for sums.</param>
    public Tensor Forward(Tensor input, Tensor? offsets = null, Tensor? perSampleWeights = null) =>
        ForwardWatch.Ran(this, input, F.EmbeddingBag(input, Weight, offsets, MaxNorm, NormType, ScaleGradByFreq, Mode,
            perSampleWeights: perSampleWeights, includeLastOffset: IncludeLastOffset, paddingIdx: PaddingIdx));

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{NumEmbeddings}, {EmbeddingDim}"
        + EmbeddingTable.Repr(MaxNorm, NormType, ScaleGradByFreq)
        + $", mode={Mode.ToString().ToLowerInvariant()}"
        + (PaddingIdx is { } row ? $", padding_idx={row}" : "");
}

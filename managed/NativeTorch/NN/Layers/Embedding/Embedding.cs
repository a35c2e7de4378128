namespace NativeTorch.NN;

/// <summary>Rows of a learned table by number: (...) to (..., embeddingDim). PyTorch: <c>torch.nn.Embedding</c>.</summary>
/// <remarks>The table starts with normal numbers, PyTorch's draws, and zeros in the row that pads. Gradients are dense.</remarks>
public partial class Embedding : Layer
{
    /// <summary>A layer with first values from the default generator.</summary>
    /// <param name="numEmbeddings">Rows of the table.</param>
    /// <param name="embeddingDim">Columns of the table.</param>
    /// <param name="paddingIdx">A row that starts with zeros and gets no gradient; negative ones count from the back.</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm (default 2).</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used (default false).</param>
    /// <param name="dtype">Dtype of the table (default float32).</param>
    /// <param name="device">Where the table is (default CPU).</param>
    /// <exception cref="ArgumentOutOfRangeException">paddingIdx is not a row.</exception>
    public Embedding(long numEmbeddings, long embeddingDim, long? paddingIdx = null, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false, Dtype? dtype = null, Device? device = null)
        : this(numEmbeddings, paddingIdx, maxNorm, normType, scaleGradByFreq,
            row => EmbeddingTable.Draw(numEmbeddings, embeddingDim, row, dtype, device))
    {
    }

    Embedding(long rows, long? paddingIdx, double? maxNorm, double normType, bool scaleGradByFreq, Func<long?, Parameter> table)
    {
        PaddingIdx = EmbeddingTable.Row(nameof(Embedding), paddingIdx, rows);
        (MaxNorm, NormType, ScaleGradByFreq) = (maxNorm, normType, scaleGradByFreq);
        Weight = table(PaddingIdx);
    }

    /// <summary>A layer around a table that is there already, and shares its memory. PyTorch: <c>Embedding.from_pretrained</c>.</summary>
    /// <param name="embeddings">The table.</param>
    /// <param name="freeze">Whether it is not trained (default true).</param>
    /// <param name="paddingIdx">A row that gets no gradient; negative ones count from the back.</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm (default 2).</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used (default false).</param>
    /// <exception cref="ShapeMismatchException">The table has not two dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">paddingIdx is not a row.</exception>
    public static Embedding FromPretrained(Tensor embeddings, bool freeze = true, long? paddingIdx = null, double? maxNorm = null,
        double normType = 2, bool scaleGradByFreq = false)
    {
        Parameter table = EmbeddingTable.Given(nameof(Embedding), embeddings, freeze);
        return new(table.Size(0), paddingIdx, maxNorm, normType, scaleGradByFreq, _ => table);
    }

    /// <summary>Rows of the table.</summary>
    public long NumEmbeddings => Weight.Size(0);

    /// <summary>Columns of the table.</summary>
    public long EmbeddingDim => Weight.Size(1);

    /// <summary>The row that gets no gradient; null where there is none.</summary>
    public long? PaddingIdx { get; }

    /// <summary>The norm that rows are shortened to; null where they are not.</summary>
    public double? MaxNorm { get; }

    /// <summary>Which norm.</summary>
    public double NormType { get; }

    /// <summary>Whether a row's gradient is divided by how often it is used.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>The table: (numEmbeddings, embeddingDim).</summary>
    public Parameter Weight { get; set; }

    /// <summary>Draws the table anew. PyTorch: <c>Embedding.reset_parameters</c>.</summary>
    public void ResetParameters() => EmbeddingTable.Fill_(Weight, PaddingIdx);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        F.Embedding(input, Weight, PaddingIdx, MaxNorm, NormType, ScaleGradByFreq);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{NumEmbeddings}, {EmbeddingDim}"
        + (PaddingIdx is { } row ? $", padding_idx={row}" : "")
        + EmbeddingTable.Repr(MaxNorm, NormType, ScaleGradByFreq);
}

namespace NativeTorch.NN;

/// <summary>What both kinds of embedding do with their table.</summary>
static class EmbeddingTable
{
    /// <summary>A row's number counted from the front.</summary>
    public static long? Row(string layer, long? paddingIdx, long numEmbeddings) => paddingIdx is { } row
        ? row >= -numEmbeddings && row < numEmbeddings
            ? row < 0 ? row + numEmbeddings : row
            : throw new ArgumentOutOfRangeException(nameof(paddingIdx), row, $"[{layer}] paddingIdx is not a row of {numEmbeddings}")
        : null;

    /// <summary>A table of normal numbers, with zeros in the row that pads.</summary>
    public static Parameter Draw(long numEmbeddings, long embeddingDim, long? paddingIdx, Dtype? dtype, Device? device)
    {
        var table = new Parameter(Torch.Empty([numEmbeddings, embeddingDim], dtype, device));
        Fill_(table, paddingIdx);
        return table;
    }

    public static void Fill_(Parameter table, long? paddingIdx)
    {
        Init.Normal_(table);
        if (paddingIdx is { } row)
            Init.Zeros_(table.Select(0, row));
    }

    /// <summary>A table that is there already.</summary>
    public static Parameter Given(string layer, Tensor embeddings, bool freeze)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        return embeddings.Dim == 2
            ? new Parameter(embeddings, requiresGrad: !freeze)
            : throw new ShapeMismatchException($"[{layer}] the table is {embeddings.Shape}, not (rows, columns)");
    }

    public static string Repr(double? maxNorm, double normType, bool scaleGradByFreq) =>
        (maxNorm is { } norm ? $", max_norm={NN.Repr.Of(norm)}" : "")
        + (normType == 2 ? "" : $", norm_type={NN.Repr.Of(normType)}")
        + (scaleGradByFreq ? ", scale_grad_by_freq=True" : "");
}

namespace NativeTorch.NN;

/// <summary>
/// Attention in several heads: head h gives softmax(Q_h K_h^T / sqrt(embedDim / numHeads) + masks) V_h of projections of query,
/// key and value; all heads, joined, are projected again. PyTorch: <c>torch.nn.MultiheadAttention</c>.
/// </summary>
/// <remarks>Weights of the first projections start as <see cref="Init.XavierUniform_"/>'s, <see cref="OutProj"/>'s as a
/// <see cref="Linear"/>'s, biases are 0, with PyTorch's draws.</remarks>
public partial class MultiheadAttention : Module
{
    /// <summary>A module with first values from the default generator.</summary>
    /// <param name="embedDim">E, the size of queries and outputs.</param>
    /// <param name="numHeads">How many heads E is divided into.</param>
    /// <param name="dropout">Probability with which a weight is 0 in training (default 0).</param>
    /// <param name="bias">Whether the projections add biases (default true).</param>
    /// <param name="addBiasKv">Whether keys and values get one more, learned place (default false).</param>
    /// <param name="addZeroAttn">Whether keys and values get one more place of zeros (default false).</param>
    /// <param name="kdim">The size of keys (default E).</param>
    /// <param name="vdim">The size of values (default E).</param>
    /// <param name="batchFirst">Whether tensors are (N, L, E) instead of (L, N, E) (default false).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">E cannot be divided into the heads.</exception>
    public MultiheadAttention(long embedDim, long numHeads, double dropout = 0, bool bias = true, bool addBiasKv = false,
        bool addZeroAttn = false, long? kdim = null, long? vdim = null, bool batchFirst = false, Dtype? dtype = null, Device? device = null)
    {
        if (embedDim <= 0 || numHeads <= 0 || embedDim % numHeads != 0)
            throw new ArgumentException($"[MultiheadAttention] embedDim {embedDim} cannot be divided into {numHeads} heads");
        (EmbedDim, NumHeads, Dropout, AddZeroAttn, BatchFirst) = (embedDim, numHeads, dropout, addZeroAttn, batchFirst);
        (Kdim, Vdim) = (kdim ?? embedDim, vdim ?? embedDim);
        Parameter Empty(params ReadOnlySpan<long> sizes) => new(Torch.Empty(sizes, dtype, device));
        if (Kdim == embedDim && Vdim == embedDim)
            InProjWeight = Empty(3 * embedDim, embedDim);
        else
            (QProjWeight, KProjWeight, VProjWeight) = (Empty(embedDim, embedDim), Empty(embedDim, Kdim), Empty(embedDim, Vdim));
        InProjBias = bias ? Empty(3 * embedDim) : null;
        OutProj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, bias, dtype, device);
        if (addBiasKv)
            (BiasK, BiasV) = (Empty(1, 1, embedDim), Empty(1, 1, embedDim));
        ResetParameters();
    }

    /// <summary>E, the size of queries and outputs.</summary>
    public long EmbedDim { get; }

    /// <summary>How many heads E is divided into.</summary>
    public long NumHeads { get; }

    /// <summary>Probability with which a weight is 0 in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether keys and values get one more place of zeros.</summary>
    public bool AddZeroAttn { get; }

    /// <summary>The size of keys.</summary>
    public long Kdim { get; }

    /// <summary>The size of values.</summary>
    public long Vdim { get; }

    /// <summary>Whether tensors are (N, L, E) instead of (L, N, E).</summary>
    public bool BatchFirst { get; }

    /// <summary>The query's projection, (E, E), where keys or values have a size of their own.</summary>
    public Parameter? QProjWeight { get; set; }

    /// <summary>The keys' projection, (E, kdim), where keys or values have a size of their own.</summary>
    public Parameter? KProjWeight { get; set; }

    /// <summary>The values' projection, (E, vdim), where keys or values have a size of their own.</summary>
    public Parameter? VProjWeight { get; set; }

    /// <summary>All three projections, (3 E, E), where all sizes are E.</summary>
    public Parameter? InProjWeight { get; set; }

    /// <summary>(3 E); null where there is none.</summary>
    public Parameter? InProjBias { get; set; }

    /// <summary>The learned place of the keys, (1, 1, E).</summary>
    public Parameter? BiasK { get; set; }

    /// <summary>The learned place of the values, (1, 1, E).</summary>
    public Parameter? BiasV { get; set; }

    /// <summary>The last projection.</summary>
    public NonDynamicallyQuantizableLinear OutProj { get; set; }

    /// <summary>What the queries find in the values, and the weights.</summary>
    /// <param name="query">(L, N, E), (N, L, E) with <see cref="BatchFirst"/>, or (L, E).</param>
    /// <param name="key">(S, N, kdim), (N, S, kdim) or (S, kdim).</param>
    /// <param name="value">(S, N, vdim), (N, S, vdim) or (S, vdim).</param>
    /// <param name="keyPaddingMask">(N, S) or (S): true where a key counts for nothing, or numbers to add to its scores.</param>
    /// <param name="needWeights">Whether the weights are given too (default true).</param>
    /// <param name="attnMask">(L, S) or (N numHeads, L, S): true where a place does not see another one, or numbers to add.</param>
    /// <param name="averageAttnWeights">Whether weights are averaged over heads: (N, L, S), else (N, numHeads, L, S) (default
    /// true).</param>
    /// <returns>As the query, and the weights or null.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public (Tensor Output, Tensor? Weights) Forward(Tensor query, Tensor key, Tensor value, Tensor? keyPaddingMask = null,
        bool needWeights = true, Tensor? attnMask = null, bool averageAttnWeights = true)
    {
        ArgumentNullException.ThrowIfNull(query);
        (Tensor asked, Tensor keys) = (query, key);
        bool turn = BatchFirst && query.Dim == 3;
        if (turn)
        {
            Tensor q = query.Transpose(0, 1), k = ReferenceEquals(key, query) ? q : key.Transpose(0, 1);
            (query, key, value) = (q, k, ReferenceEquals(value, key) ? k : value.Transpose(0, 1));
        }
        var (output, weights) = F.MultiHeadAttentionForward(query, key, value, EmbedDim, NumHeads, InProjWeight, InProjBias, BiasK, BiasV,
            AddZeroAttn, Dropout, OutProj.Weight, OutProj.Bias, Training, keyPaddingMask, needWeights, attnMask, InProjWeight is null,
            QProjWeight, KProjWeight, VProjWeight, averageAttnWeights: averageAttnWeights);
        return (ForwardWatch.Ran(this, asked, turn ? output.Transpose(0, 1) : output, keys), weights);
    }

    void ResetParameters()
    {
        foreach (Parameter? weight in new[] { InProjWeight, QProjWeight, KProjWeight, VProjWeight })
            if (weight is not null)
                Init.XavierUniform_(weight);
        foreach (Parameter? bias in new[] { InProjBias, OutProj.Bias })
            if (bias is not null)
                Init.Zeros_(bias);
        foreach (Parameter? bias in new[] { BiasK, BiasV })
            if (bias is not null)
                Init.XavierNormal_(bias);
    }
}

namespace NativeTorch.NN;

/// <summary>How often a module multiplies two numbers and adds the product, in one pass: products with its weights, and
/// attention's.</summary>
static class MultiplyAdds
{
    /// <summary>The count for a module that <see cref="HasOwn"/> output; null where it is not of this library.</summary>
    /// <param name="module">A module that has run.</param>
    /// <param name="input">Its first input.</param>
    /// <param name="output">Its first output.</param>
    /// <param name="other">Its second input, of attention: the keys.</param>
    public static long? Of(Module module, Tensor input, Tensor output, Tensor? other) => module switch
    {
        Linear linear => output.Numel * linear.InFeatures,
        ConvTransposeNd conv => input.Numel * (conv.Weight.Numel / conv.InChannels),
        ConvNd conv => output.Numel * (conv.Weight.Numel / conv.OutChannels),
        Bilinear bilinear => output.Numel * bilinear.In1Features * bilinear.In2Features,
        RNNBase recurrent => input.Numel / Math.Max(recurrent.InputSize, 1) 
            * recurrent.AllWeights.Sum(weights => weights.Where(weight => weight.Dim == 2).Sum(weight => weight.Numel)),
        RNNCellBase cell => input.Numel / Math.Max(cell.InputSize, 1) * (cell.WeightIh.Numel + cell.WeightHh.Numel),
        MultiheadAttention attention => Attention(attention, input, other!),
        NormBase { Affine: true } or LayerNorm { Weight: not null } or GroupNorm { Weight: not null } or RMSNorm { Weight: not null }
            or PReLU => output.Numel,
        _ when module.GetType().Assembly == typeof(Module).Assembly => 0,
        _ => null,
    };

    /// <summary>Whether a module's output is made by itself, not by its parts.</summary>
    public static bool HasOwn(Module module) => module is MultiheadAttention || module.Children().Count == 0;

    /// <summary>Whether a run of the module is seen: it has hooks, or it tells of it.</summary>
    public static bool IsSeen(Module module) =>
        module.CanBeHooked || module is RNNBase or RNNCellBase or Bilinear or EmbeddingBag or MultiheadAttention;

    /// <summary>Three projections, scores, the weighted sum, and the last projection.</summary>
    static long Attention(MultiheadAttention attention, Tensor query, Tensor key)
    {
        long e = attention.EmbedDim, queries = query.Numel / e, keys = key.Numel / attention.Kdim;
        long batch = query.Dim == 2 ? 1 : query.Size(attention.BatchFirst ? 0 : 1);
        long places = keys / Math.Max(batch, 1) + (attention.BiasK is null ? 0 : 1) + (attention.AddZeroAttn ? 1 : 0);
        return 2 * queries * e * e + keys * e * (attention.Kdim + attention.Vdim) + 2 * queries * places * e;
    }
}

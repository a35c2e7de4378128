namespace NativeTorch.NN;

/// <summary>Decoder layers over each other. PyTorch: <c>torch.nn.TransformerDecoder</c>.</summary>
public partial class TransformerDecoder : Module
{
    /// <summary>A decoder of deep copies of a layer, which all start with its values.</summary>
    /// <param name="decoderLayer">The layer that is copied; it is no part of the decoder.</param>
    /// <param name="numLayers">How many copies there are.</param>
    /// <param name="norm">What follows the last layer, such as a <see cref="LayerNorm"/> (default nothing).</param>
    /// <exception cref="ArgumentOutOfRangeException">numLayers is negative.</exception>
    public TransformerDecoder(TransformerDecoderLayer decoderLayer, long numLayers, ILayer? norm = null)
    {
        ArgumentNullException.ThrowIfNull(decoderLayer);
        ArgumentOutOfRangeException.ThrowIfNegative(numLayers);
        Layers = [.. Enumerable.Range(0, (int)numLayers).Select(_ => decoderLayer.DeepCopy())];
        Norm = norm;
    }

    /// <summary>The layers, first to last.</summary>
    public ModuleList<TransformerDecoderLayer> Layers { get; }

    /// <summary>How many layers there are.</summary>
    public int NumLayers => Layers.Count;

    /// <summary>What follows the last layer.</summary>
    public ILayer? Norm { get; set; }

    /// <summary>The last layer's output, of the shape of <paramref name="tgt"/>.</summary>
    /// <param name="tgt">(T, N, E), (N, T, E) with batchFirst, or (T, E).</param>
    /// <param name="memory">The encoder's output: (S, N, E), (N, S, E) or (S, E).</param>
    /// <param name="tgtMask">(T, T) or (N nhead, T, T): true where a place does not see another one, or numbers to add.</param>
    /// <param name="memoryMask">(T, S) or (N nhead, T, S), likewise.</param>
    /// <param name="tgtKeyPaddingMask">(N, T) or (T): true where a place counts for nothing, or numbers to add.</param>
    /// <param name="memoryKeyPaddingMask">(N, S) or (S), likewise.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public virtual Tensor Forward(Tensor tgt, Tensor memory, Tensor? tgtMask = null, Tensor? memoryMask = null,
        Tensor? tgtKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null)
    {
        foreach (TransformerDecoderLayer layer in Layers)
            tgt = layer.Forward(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask);
        return ForwardWatch.Ran(this, tgt, Norm?.Forward(tgt) ?? tgt);
    }
}

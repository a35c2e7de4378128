namespace NativeTorch.NN;

/// <summary>Encoder layers over each other. PyTorch: <c>torch.nn.TransformerEncoder</c>.</summary>
public partial class TransformerEncoder : Module
{
    /// <summary>An encoder of deep copies of a layer, which all start with its values.</summary>
    /// <param name="encoderLayer">The layer that is copied; it is no part of the encoder.</param>
    /// <param name="numLayers">How many copies there are.</param>
    /// <param name="norm">What follows the last layer, such as a <see cref="LayerNorm"/> (default nothing).</param>
    /// <param name="enableNestedTensor">Taken for PyTorch's sake: values do not depend on it (default true).</param>
    /// <param name="maskCheck">Likewise (default true).</param>
    /// <exception cref="ArgumentOutOfRangeException">numLayers is negative.</exception>
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, long numLayers, ILayer? norm = null, bool enableNestedTensor = true,
        bool maskCheck = true)
    {
        ArgumentNullException.ThrowIfNull(encoderLayer);
        ArgumentOutOfRangeException.ThrowIfNegative(numLayers);
        Layers = [.. Enumerable.Range(0, (int)numLayers).Select(_ => encoderLayer.DeepCopy())];
        (Norm, EnableNestedTensor, MaskCheck) = (norm, enableNestedTensor, maskCheck);
    }

    /// <summary>The layers, first to last.</summary>
    public ModuleList<TransformerEncoderLayer> Layers { get; }

    /// <summary>How many layers there are.</summary>
    public int NumLayers => Layers.Count;

    /// <summary>What follows the last layer.</summary>
    public ILayer? Norm { get; set; }

    /// <summary>Values do not depend on it.</summary>
    public bool EnableNestedTensor { get; }

    /// <summary>Values do not depend on it.</summary>
    public bool MaskCheck { get; }

    /// <summary>The last layer's output, of the shape of <paramref name="src"/>.</summary>
    /// <param name="src">(S, N, E), (N, S, E) with batchFirst, or (S, E).</param>
    /// <param name="mask">(S, S) or (N nhead, S, S): true where a place does not see another one, or numbers to add.</param>
    /// <param name="srcKeyPaddingMask">(N, S) or (S): true where a place counts for nothing, or numbers to add.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public virtual Tensor Forward(Tensor src, Tensor? mask = null, Tensor? srcKeyPaddingMask = null)
    {
        foreach (TransformerEncoderLayer layer in Layers)
            src = layer.Forward(src, mask, srcKeyPaddingMask);
        return ForwardWatch.Ran(this, src, Norm?.Forward(src) ?? src);
    }
}

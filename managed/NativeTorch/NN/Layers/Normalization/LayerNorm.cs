namespace NativeTorch.NN;

/// <summary>(x - mean) / sqrt(var + eps) * weight + bias with mean and variance over the last dimensions: (..., normalizedShape)
/// keeps its shape. PyTorch: <c>torch.nn.LayerNorm</c>.</summary>
public partial class LayerNorm : Layer
{
    /// <summary>A layer with weight 1 and bias 0.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions: <c>[7, 8]</c>.</param>
    /// <param name="eps">What is added to the variance (default 1e-5).</param>
    /// <param name="elementwiseAffine">Whether there is a weight for each element (default true).</param>
    /// <param name="bias">Whether there is a bias for each element too (default true).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    public LayerNorm(Shape normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, Dtype? dtype = null,
        Device? device = null)
    {
        (NormalizedShape, Eps, ElementwiseAffine) = (normalizedShape, eps, elementwiseAffine);
        Weight = elementwiseAffine ? new Parameter(Torch.Empty(normalizedShape, dtype, device)) : null;
        Bias = elementwiseAffine && bias ? new Parameter(Torch.Empty(normalizedShape, dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>A layer with weight 1 and bias 0 over the last dimension alone.</summary>
    /// <inheritdoc cref="LayerNorm(Shape, double, bool, bool, Dtype?, Device?)"/>
    public LayerNorm(long normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, Dtype? dtype = null,
        Device? device = null) : this([normalizedShape], eps, elementwiseAffine, bias, dtype, device)
    {
    }

    /// <summary>The sizes of the last dimensions.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Whether there is a weight for each element.</summary>
    public bool ElementwiseAffine { get; }

    /// <summary>Of the normalised shape; null where there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>Of the normalised shape; null where there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>Weight 1 and bias 0 again. PyTorch: <c>LayerNorm.reset_parameters</c>.</summary>
    public void ResetParameters() => Init.Affine_(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.LayerNorm(input, NormalizedShape, Weight, Bias, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormalizedShape}, eps={Repr.Of(Eps)}, elementwise_affine={Repr.Of(ElementwiseAffine)}";
}

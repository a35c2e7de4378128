namespace NativeTorch.NN;

/// <summary>x / sqrt(mean(x^2) + eps) * weight with the mean over the last dimensions: (..., normalizedShape) keeps its shape.
/// PyTorch: <c>torch.nn.RMSNorm</c>.</summary>
public partial class RMSNorm : Layer
{
    /// <summary>A layer with weight 1.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions: <c>[7, 8]</c>.</param>
    /// <param name="eps">What is added to the mean square (default: the epsilon of the input's dtype).</param>
    /// <param name="elementwiseAffine">Whether there is a weight for each element (default true).</param>
    /// <param name="dtype">Dtype of the weight (default float32).</param>
    /// <param name="device">Where it is (default CPU).</param>
    public RMSNorm(Shape normalizedShape, double? eps = null, bool elementwiseAffine = true, Dtype? dtype = null, Device? device = null)
    {
        (NormalizedShape, Eps, ElementwiseAffine) = (normalizedShape, eps, elementwiseAffine);
        Weight = elementwiseAffine ? new Parameter(Torch.Empty(normalizedShape, dtype, device)) : null;
        ResetParameters();
    }

    /// <summary>A layer with weight 1 over the last dimension alone.</summary>
    /// <inheritdoc cref="RMSNorm(Shape, double?, bool, Dtype?, Device?)"/>
    public RMSNorm(long normalizedShape, double? eps = null, bool elementwiseAffine = true, Dtype? dtype = null, Device? device = null)
        : this([normalizedShape], eps, elementwiseAffine, dtype, device)
    {
    }

    /// <summary>The sizes of the last dimensions.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>What is added to the mean square; null is the epsilon of the input's dtype.</summary>
    public double? Eps { get; }

    /// <summary>Whether there is a weight for each element.</summary>
    public bool ElementwiseAffine { get; }

    /// <summary>Of the normalised shape; null where there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>Weight 1 again. PyTorch: <c>RMSNorm.reset_parameters</c>.</summary>
    public void ResetParameters()
    {
        if (Weight is not null)
            Init.Ones_(Weight);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.RmsNorm(input, NormalizedShape, Weight, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormalizedShape}, eps={(Eps is { } eps ? Repr.Of(eps) : "None")}, elementwise_affine={Repr.Of(ElementwiseAffine)}";
}

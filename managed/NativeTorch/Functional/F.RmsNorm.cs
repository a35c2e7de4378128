namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>x / sqrt(mean(x^2) + eps) * weight, with the mean over the last dimensions.</summary>
    /// <param name="input">(..., normalizedShape).</param>
    /// <param name="normalizedShape">The sizes of the last dimensions.</param>
    /// <param name="weight">Of that shape.</param>
    /// <param name="eps">What is added to the mean; by default the epsilon of the input's dtype.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.rms_norm</c>. Floating dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The input does not end in that shape, or the weight has another.</exception>
    public static Tensor RmsNorm(Tensor input, ReadOnlySpan<long> normalizedShape, Tensor? weight = null, double? eps = null)
    {
        Shape shape = NotNull(input).Shape, normalized = Shape.Create(normalizedShape);
        if (normalized.Count == 0 || shape.Count < normalized.Count || shape[^normalized.Count..] != normalized)
            throw new ShapeMismatchException($"[rms_norm] {shape} does not end in {normalized}");
        if (weight is not null && weight.Shape != normalized)
            throw new ShapeMismatchException($"[rms_norm] the weight is {weight.Shape}, not {normalized}");
        Tensor wide = input.Dtype is Dtype.Float16 or Dtype.BFloat16 ? input.To(Dtype.Float32) : input;
        long[] dims = [.. Enumerable.Range(1, normalized.Count).Select(i => (long)-i)];
        Tensor scale = (wide.Square().Mean(dims, keepDim: true) + (eps ?? input.Dtype.Epsilon)).Rsqrt();
        Tensor result = wide * scale;
        return (weight is null ? result : result * weight).To(input.Dtype);
    }
}

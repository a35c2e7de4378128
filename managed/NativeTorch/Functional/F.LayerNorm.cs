using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>(x - mean) / sqrt(var + eps) * weight + bias, with mean and variance over the last dimensions.</summary>
    /// <param name="input">(..., normalizedShape).</param>
    /// <param name="normalizedShape">The sizes of the last dimensions.</param>
    /// <param name="weight">Of that shape.</param>
    /// <param name="bias">Of that shape.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.layer_norm</c>. Floating dtypes.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor LayerNorm(Tensor input, ReadOnlySpan<long> normalizedShape, Tensor? weight = null, Tensor? bias = null,
        double eps = 1e-5)
    {
        using var self = new TensorRef(input);
        using var weightRef = new OptionalTensorRef(weight);
        using var biasRef = new OptionalTensorRef(bias);
        nint result;
        fixed (long* shape = normalizedShape)
        {
            Native.Check(NativeMethods.nt_layer_norm(self.Handle, shape, normalizedShape.Length, weightRef.Handle, biasRef.Handle,
                eps, &result));
        }
        return new Tensor(result);
    }
}

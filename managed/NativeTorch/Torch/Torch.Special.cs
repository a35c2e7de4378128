namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Special functions.</summary>
    /// <remarks>PyTorch: <c>torch.special</c>.</remarks>
    public static unsafe partial class Special
    {
        /// <inheritdoc cref="NativeTorch.Tensor.Polygamma(long)"/>
        public static Tensor Polygamma(long n, Tensor input) => NotNull(input).Polygamma(n);

        /// <inheritdoc cref="NativeTorch.Tensor.Softmax(long, Dtype?)"/>
        public static Tensor Softmax(Tensor input, long dim, Dtype? dtype = null) => NotNull(input).Softmax(dim, dtype);

        /// <inheritdoc cref="NativeTorch.Tensor.LogSoftmax(long, Dtype?)"/>
        public static Tensor LogSoftmax(Tensor input, long dim, Dtype? dtype = null) => NotNull(input).LogSoftmax(dim, dtype);

        /// <summary>Elementwise: input * log(1 + other), and 0 where input is 0.</summary>
        /// <remarks>PyTorch: <c>torch.special.xlog1py</c>.</remarks>
        public static Tensor Xlog1py(Scalar input, Tensor other)
        {
            using Tensor number = input;
            return Xlog1py(number, other);
        }

        /// <summary>Elementwise: input * log(other), and 0 where input is 0.</summary>
        /// <remarks>PyTorch: <c>torch.special.xlogy</c>.</remarks>
        public static Tensor Xlogy(Scalar input, Tensor other) => Torch.Xlogy(input, other);

        /// <summary>Elementwise: Hurwitz' zeta function, sum of (other + k)^-input over k >= 0.</summary>
        /// <remarks>PyTorch: <c>torch.special.zeta</c>.</remarks>
        public static Tensor Zeta(Scalar input, Tensor other)
        {
            using Tensor number = input;
            return Zeta(number, other);
        }
    }
}

using System.Runtime.CompilerServices;

namespace NativeTorch;

public static partial class Torch
{
    /// <summary>Linear algebra. Matrices are the last two dimensions, what stands before them is a batch.</summary>
    /// <remarks>PyTorch: <c>torch.linalg</c>.</remarks>
    public static unsafe partial class Linalg
    {
        /// <summary>Pseudo-inverse of Moore and Penrose, with one tolerance for all matrices.</summary>
        /// <param name="input">the matrices (float32 or float64)</param>
        /// <param name="atol">singular values up to this count as zero (default 0)</param>
        /// <param name="rtol">and values up to this part of the largest; by default eps max(m, n), or 0 where
        /// <paramref name="atol"/> is positive</param>
        /// <param name="hermitian">whether the matrices are symmetric</param>
        /// <remarks>PyTorch: <c>torch.linalg.pinv</c>.</remarks>
        [OverloadResolutionPriority(1)]
        public static Tensor Pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false)
        {
            using Tensor? absolute = Number(atol), relative = Number(rtol);
            return Pinv(input, absolute, relative, hermitian);
        }

        /// <summary>How many singular values are larger than max(atol, rtol times the largest); int64.</summary>
        /// <param name="input">the matrices (float32 or float64)</param>
        /// <param name="atol">singular values up to this count as zero (default 0)</param>
        /// <param name="rtol">and values up to this part of the largest; by default eps max(m, n), or 0 where
        /// <paramref name="atol"/> is positive</param>
        /// <param name="hermitian">whether the matrices are symmetric</param>
        /// <remarks>PyTorch: <c>torch.linalg.matrix_rank</c>.</remarks>
        [OverloadResolutionPriority(1)]
        public static Tensor MatrixRank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false)
        {
            using Tensor? absolute = Number(atol), relative = Number(rtol);
            return MatrixRank(input, absolute, relative, hermitian);
        }

        static Tensor? Number(double? value) => value is { } number ? Torch.Tensor(number, Dtype.Float64) : null;
    }

    /// <summary>Fourier transforms with real operands and real results: there are no complex tensors.</summary>
    /// <remarks>PyTorch: <c>torch.fft</c>.</remarks>
    public static unsafe partial class Fft;
}

// Fourier transforms with real results. There are no complex tensors: the input is the real half of a Hermitian signal.
#pragma once

#include "core/tensor.h"

namespace nt {

enum class FftNorm : int32_t { backward = 0, ortho = 1, forward = 2 };

// n is null: 2 (size - 1).
Tensor fft_hfft(const Tensor& self, const int64_t* n, int64_t dim, FftNorm norm);
Tensor fft_irfft(const Tensor& self, const int64_t* n, int64_t dim, FftNorm norm);
// Over several dimensions; the last one is the Hermitian one. Empty dim: those that s names from the end, or all.
Tensor fft_hfftn(const char* op, const Tensor& self, const Dims& s, const Dims& dim, FftNorm norm);
Tensor fft_irfftn(const char* op, const Tensor& self, const Dims& s, const Dims& dim, FftNorm norm);

}  // namespace nt

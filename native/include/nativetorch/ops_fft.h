/* Fourier transforms with real operands and real results. */
#ifndef NATIVETORCH_OPS_FFT_H
#define NATIVETORCH_OPS_FFT_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Transform of a signal that is Hermitian in time, of which the real first half is given: real. Integers and bool
 *  give float32. @torch torch.fft.hfft
 *  @param n points of the result; by default 2 (size - 1) (optional)
 *  @param dim the dimension (default -1)
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_hfft(const nt_tensor* self, const int64_t* n, int64_t dim, int32_t norm, nt_tensor* output,
                             nt_tensor** out);

/** As fft.hfft over several dimensions, the last of which is halved. @torch torch.fft.hfft2
 *  @param s points along each dimension; none means their sizes, and 2 (size - 1) for the last
 *  @param dim the dimensions; none means the last two
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_hfft2(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim,
                              int32_t dim_count, int32_t norm, nt_tensor* output, nt_tensor** out);

/** As fft.hfft over several dimensions, the last of which is halved. @torch torch.fft.hfftn
 *  @param s points along each dimension, -1 for its own; none means their sizes, and 2 (size - 1) for the last
 *  @param dim the dimensions; none means the last ones that s names, or all
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_hfftn(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim,
                              int32_t dim_count, int32_t norm, nt_tensor* output, nt_tensor** out);

/** Inverse transform to a real signal from the first half of its spectrum, which is real here. Integers and bool give
 *  float32. @torch torch.fft.irfft
 *  @param n points of the result; by default 2 (size - 1) (optional)
 *  @param dim the dimension (default -1)
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_irfft(const nt_tensor* self, const int64_t* n, int64_t dim, int32_t norm, nt_tensor* output,
                              nt_tensor** out);

/** As fft.irfft over several dimensions, the last of which is halved. @torch torch.fft.irfft2
 *  @param s points along each dimension; none means their sizes, and 2 (size - 1) for the last
 *  @param dim the dimensions; none means the last two
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_irfft2(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim,
                               int32_t dim_count, int32_t norm, nt_tensor* output, nt_tensor** out);

/** As fft.irfft over several dimensions, the last of which is halved. @torch torch.fft.irfftn
 *  @param s points along each dimension, -1 for its own; none means their sizes, and 2 (size - 1) for the last
 *  @param dim the dimensions; none means the last ones that s names, or all
 *  @param norm where the division by the number of points takes place (enum FftNorm, default 0) */
NT_API nt_status nt_fft_irfftn(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim,
                               int32_t dim_count, int32_t norm, nt_tensor* output, nt_tensor** out);

#ifdef __cplusplus
}
#endif
#endif

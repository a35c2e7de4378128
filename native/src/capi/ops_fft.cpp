#include "capi/outputs.h"
#include "ops/fft.h"

using namespace nt;
using namespace nt::capi;

static FftNorm norm_of(const char* op, int32_t value) {
  NT_CHECK(value >= 0 && value < 3, Code::argument, "[", op, "] ", value, " is no normalisation");
  return static_cast<FftNorm>(value);
}

static Dims last_two(const Dims& dim) { return dim.empty() ? Dims{-2, -1} : dim; }

nt_status nt_fft_hfft(const nt_tensor* self, const int64_t* n, int64_t dim, int32_t norm, nt_tensor* output,
                      nt_tensor** out) {
  return computed("fft.hfft", self, output, out,
                  [&](const Tensor& x) { return fft_hfft(x, n, dim, norm_of("fft.hfft", norm)); });
}

nt_status nt_fft_hfft2(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim, int32_t dim_count,
                       int32_t norm, nt_tensor* output, nt_tensor** out) {
  return computed("fft.hfft2", self, output, out, [&](const Tensor& x) {
    return fft_hfftn("fft.hfft2", x, dims(s, s_count), last_two(dims(dim, dim_count)), norm_of("fft.hfft2", norm));
  });
}

nt_status nt_fft_hfftn(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim, int32_t dim_count,
                       int32_t norm, nt_tensor* output, nt_tensor** out) {
  return computed("fft.hfftn", self, output, out, [&](const Tensor& x) {
    return fft_hfftn("fft.hfftn", x, dims(s, s_count), dims(dim, dim_count), norm_of("fft.hfftn", norm));
  });
}

nt_status nt_fft_irfft(const nt_tensor* self, const int64_t* n, int64_t dim, int32_t norm, nt_tensor* output,
                       nt_tensor** out) {
  return computed("fft.irfft", self, output, out,
                  [&](const Tensor& x) { return fft_irfft(x, n, dim, norm_of("fft.irfft", norm)); });
}

nt_status nt_fft_irfft2(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim, int32_t dim_count,
                        int32_t norm, nt_tensor* output, nt_tensor** out) {
  return computed("fft.irfft2", self, output, out, [&](const Tensor& x) {
    return fft_irfftn("fft.irfft2", x, dims(s, s_count), last_two(dims(dim, dim_count)), norm_of("fft.irfft2", norm));
  });
}

nt_status nt_fft_irfftn(const nt_tensor* self, const int64_t* s, int32_t s_count, const int64_t* dim, int32_t dim_count,
                        int32_t norm, nt_tensor* output, nt_tensor** out) {
  return computed("fft.irfftn", self, output, out, [&](const Tensor& x) {
    return fft_irfftn("fft.irfftn", x, dims(s, s_count), dims(dim, dim_count), norm_of("fft.irfftn", norm));
  });
}

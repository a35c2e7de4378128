#include "cpu/conv_bias.h"

#include <type_traits>

#include "cpu/conv_dtypes.h"
#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

template <class T>
T sum_of_plane(const T* plane, int64_t places) {
  if constexpr (std::is_same_v<T, float>) return kernels().conv.sum(plane, places);
  T sum = 0;
  for (int64_t i = 0; i < places; ++i) sum += plane[i];
  return sum;
}

}  // namespace

void conv_backward_bias(const ConvArgs& a) {
  const int64_t places = a.out[0] * a.out[1] * a.out[2];
  visit_conv_dtype(a, [&](auto zero) {
    using T = decltype(zero);
    using Total = std::conditional_t<std::is_same_v<T, float>, double, T>;
    parallel_for(a.out_channels, kGrain / (a.batch * places) + 1, [&](int64_t begin, int64_t end) {
      for (int64_t m = begin; m < end; ++m) {
        Total total = 0;
        for (int64_t n = 0; n < a.batch; ++n) {
          const T* plane = static_cast<const T*>(a.grad_output) + (n * a.out_channels + m) * places;
          total += static_cast<Total>(sum_of_plane(plane, places));
        }
        static_cast<T*>(a.grad_bias)[m] = static_cast<T>(total);
      }
    });
  });
}

}  // namespace nt::cpu

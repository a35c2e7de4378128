// One dimension of an interpolation: rows of `inner` elements are added with weights, so that the inner loop is dense; for
// the last dimension, where inner is 1, a row of results is gathered at a time.
#include <cstring>

#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

template <class T>
void copy_forward(const ResampleArgs& args) {
  const T* x = static_cast<const T*>(args.input);
  T* y = static_cast<T*>(args.output);
  const int64_t rows = args.outer * args.out;
  parallel_for(rows, std::max<int64_t>(1, kGrain / args.inner), [&](int64_t begin, int64_t end) {
    for (int64_t r = begin; r < end; ++r) {
      const T* from = x + (r / args.out * args.in + args.positions[r % args.out]) * args.inner;
      std::copy_n(from, args.inner, y + r * args.inner);
    }
  });
}

template <class T>
void forward(const ResampleArgs& args) {
  const T* x = static_cast<const T*>(args.input);
  T* y = static_cast<T*>(args.output);
  const int64_t rows = args.outer * args.out, taps = args.taps;
  parallel_for(rows, std::max<int64_t>(1, kGrain / (args.inner * taps)), [&](int64_t begin, int64_t end) {
    for (int64_t r = begin; r < end; ++r) {
      const T* plane = x + r / args.out * args.in * args.inner;
      const int64_t* positions = args.positions + r % args.out * taps;
      const double* weights = args.weights + r % args.out * taps;
      T* row = y + r * args.inner;
      for (int64_t k = 0; k < taps; ++k) {
        const T* from = plane + positions[k] * args.inner;
        const T w = static_cast<T>(weights[k]);
        if (k == 0) {
          for (int64_t i = 0; i < args.inner; ++i) row[i] = w * from[i];
        } else {
          for (int64_t i = 0; i < args.inner; ++i) row[i] += w * from[i];
        }
      }
    }
  });
}

template <class T>
void transposed(const ResampleArgs& args) {
  const T* g = static_cast<const T*>(args.input);
  T* x = static_cast<T*>(args.output);
  const int64_t in = args.in * args.inner, out = args.out * args.inner;
  parallel_for(args.outer, std::max<int64_t>(1, kGrain / (out * args.taps)), [&](int64_t begin, int64_t end) {
    for (int64_t a = begin; a < end; ++a) {
      T* plane = x + a * in;
      memset(plane, 0, static_cast<size_t>(in) * sizeof(T));
      for (int64_t o = 0; o < args.out; ++o) {
        const T* row = g + a * out + o * args.inner;
        for (int64_t k = o * args.taps; k < (o + 1) * args.taps; ++k) {
          T* to = plane + args.positions[k] * args.inner;
          const T w = args.weights ? static_cast<T>(args.weights[k]) : T(1);
          for (int64_t i = 0; i < args.inner; ++i) to[i] += w * row[i];
        }
      }
    }
  });
}

template <class T>
void resample_numbers(const ResampleArgs& args) {
  if (args.transposed) return transposed<T>(args);
  args.weights ? forward<T>(args) : copy_forward<T>(args);
}

}  // namespace

void resample(const ResampleArgs& args) {
  switch (args.dtype) {
    case Dtype::float64: return resample_numbers<double>(args);
    case Dtype::float32: return resample_numbers<float>(args);
    case Dtype::uint8: return copy_forward<uint8_t>(args);
    default: fail(Code::dtype, "[interpolate] not defined for ", args.dtype, " on the CPU");
  }
}

}  // namespace nt::cpu

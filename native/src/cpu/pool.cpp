// Pooling, a plane (or volume) at a time. Bound by memory: each input is read once or, where windows overlap, from the
// cache.
#include <array>
#include <cstring>
#include <limits>
#include <vector>

#include "cpu/max_pool.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "functors/integer.h"

namespace nt::cpu {
namespace {

int64_t product(const int64_t (&sizes)[kSpatial]) { return sizes[0] * sizes[1] * sizes[2]; }

template <class F>
void for_each_plane(const PoolArgs& args, F&& f) {
  const int64_t work = std::max({product(args.in), product(args.out), int64_t{1}});
  parallel_for(args.planes, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) f(p);
  });
}

// A window along one direction: its places inside the plane, and how many it has with its padding.
struct Span {
  int64_t begin, end, padded;
};

Span window(const PoolArgs& args, int d, int64_t o) {
  const int64_t in = args.in[d];
  if (args.adaptive) {
    const int64_t out = args.out[d], begin = o * in / out, end = ((o + 1) * in + out - 1) / out;
    return {begin, end, end - begin};
  }
  const int64_t start = o * args.stride[d] - args.padding[d], step = args.dilation[d];
  const int64_t end = std::min(start + (args.kernel[d] - 1) * step + 1, in);
  const int64_t begin = start < 0 ? start + (-start + step - 1) / step * step : start;
  return {begin, end, std::min(start + args.kernel[d], in + args.padding[d]) - start};
}

// All windows of a plane: the spans of each direction.
class Windows {
 public:
  explicit Windows(const PoolArgs& args) : args_(args) {
    for (int d = 0; d < kSpatial; ++d) {
      for (int64_t o = 0; o < args.out[d]; ++o) spans_[static_cast<size_t>(d)].push_back(window(args, d, o));
    }
  }

  // Calls f(number, spans) for each.
  template <class F>
  void for_each(F&& f) const {
    int64_t number = 0;
    std::array<Span, kSpatial> at;
    for (const Span& depth : spans_[0]) {
      at[0] = depth;
      for (const Span& row : spans_[1]) {
        at[1] = row;
        for (const Span& column : spans_[2]) {
          at[2] = column;
          f(number++, at);
        }
      }
    }
  }

  // Calls f(first place, last place) for each row of a window.
  template <class F>
  void for_each_row(const std::array<Span, kSpatial>& at, F&& f) const {
    const auto& step = args_.dilation;
    for (int64_t z = at[0].begin; z < at[0].end; z += step[0]) {
      for (int64_t y = at[1].begin; y < at[1].end; y += step[1]) {
        const int64_t row = (z * args_.in[1] + y) * args_.in[2];
        f(row + at[2].begin, row + at[2].end);
      }
    }
  }

 private:
  const PoolArgs& args_;
  std::array<std::vector<Span>, kSpatial> spans_;
};

// NaN wins, then the first of equals. A window that lies in the padding alone is -inf.
template <class T>
void max_window(const PoolArgs& args, const Windows& windows, const std::array<Span, kSpatial>& at, const T* x, T* value,
                int64_t* place) {
  const int64_t step = args.dilation[2], last = product(args.in) - 1;
  T best = -std::numeric_limits<T>::infinity();
  int64_t found = std::min((at[0].begin * args.in[1] + at[1].begin) * args.in[2] + at[2].begin, last);
  windows.for_each_row(at, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i += step) {
      if (x[i] > best || x[i] != x[i]) {
        best = x[i];
        found = i;
      }
    }
  });
  *value = best;
  *place = found;
}

template <class T>
void max_forward(const PoolArgs& args) {
  const int64_t in = product(args.in), out = product(args.out);
  const Windows windows(args);
  for_each_plane(args, [&](int64_t p) {
    const T* x = static_cast<const T*>(args.input) + p * in;
    T* y = static_cast<T*>(args.output) + p * out;
    int64_t* indices = args.indices ? args.indices + p * out : nullptr;
    windows.for_each([&](int64_t i, const std::array<Span, kSpatial>& at) {
      int64_t place = 0;
      max_window(args, windows, at, x, y + i, &place);
      if (indices) indices[i] = place;
    });
  });
}

template <class T>
void max_backward(const PoolArgs& args) {
  const int64_t in = product(args.in), out = product(args.out);
  for_each_plane(args, [&](int64_t p) {
    T* x = static_cast<T*>(args.grad_input) + p * in;
    const T* g = static_cast<const T*>(args.grad_output) + p * out;
    const int64_t* indices = args.indices + p * out;
    memset(x, 0, static_cast<size_t>(in) * sizeof(T));
    for (int64_t i = 0; i < out; ++i) x[indices[i]] += g[i];
  });
}

template <class T>
void unpool(const PoolArgs& args) {
  const int64_t in = product(args.in), out = product(args.out);
  for_each_plane(args, [&](int64_t p) {
    T* x = static_cast<T*>(args.grad_input) + p * in;
    const T* g = static_cast<const T*>(args.grad_output) + p * out;
    const int64_t* indices = args.indices + p * out;
    memset(x, 0, static_cast<size_t>(in) * sizeof(T));
    for (int64_t i = 0; i < out; ++i) {
      NT_CHECK(indices[i] >= 0 && indices[i] < in, Code::index, "[max_unpool] index ", indices[i],
               " is out of range for output planes of ", in, " elements");
      x[indices[i]] = g[i];
    }
  });
}

// What an average divides by: all of the window with its padding, the inside alone, or a given number; 0 where the
// window lies in the padding alone.
int64_t divisor(const PoolArgs& args, const std::array<Span, kSpatial>& at) {
  int64_t inside = 1, padded = 1;
  for (const Span& span : at) {
    if (span.begin >= span.end) return 0;
    inside *= span.end - span.begin;
    padded *= span.padded;
  }
  if (args.divisor_override != 0) return args.divisor_override;
  return args.count_include_pad ? padded : inside;
}

template <class T>
void avg_forward(const PoolArgs& args) {
  const int64_t in = product(args.in), out = product(args.out);
  const Windows windows(args);
  for_each_plane(args, [&](int64_t p) {
    const T* x = static_cast<const T*>(args.input) + p * in;
    T* y = static_cast<T*>(args.output) + p * out;
    windows.for_each([&](int64_t i, const std::array<Span, kSpatial>& at) {
      const int64_t count = divisor(args, at);
      T sum = 0;
      windows.for_each_row(at, [&](int64_t begin, int64_t end) {
        for (int64_t j = begin; j < end; ++j) sum = fn::wrapping_add(sum, x[j]);
      });
      if constexpr (std::is_integral_v<T>) {
        y[i] = fn::safe_quotient(sum, static_cast<T>(count));
      } else {
        y[i] = count == 0 ? T(0) : sum / static_cast<T>(count);
      }
    });
  });
}

template <class T>
void avg_backward(const PoolArgs& args) {
  const int64_t in = product(args.in), out = product(args.out);
  const Windows windows(args);
  for_each_plane(args, [&](int64_t p) {
    T* x = static_cast<T*>(args.grad_input) + p * in;
    const T* g = static_cast<const T*>(args.grad_output) + p * out;
    memset(x, 0, static_cast<size_t>(in) * sizeof(T));
    windows.for_each([&](int64_t i, const std::array<Span, kSpatial>& at) {
      const int64_t count = divisor(args, at);
      if (count == 0) return;
      const T share = g[i] / static_cast<T>(count);
      windows.for_each_row(at, [&](int64_t begin, int64_t end) {
        for (int64_t j = begin; j < end; ++j) x[j] += share;
      });
    });
  });
}

}  // namespace

void max_pool_forward(const PoolArgs& args) {
  if (pools_by_planes(args)) return plane_max_pool_forward(args);
  args.dtype == Dtype::float64 ? max_forward<double>(args) : max_forward<float>(args);
}
void max_pool_backward(const PoolArgs& args) {
  if (args.places) return plane_max_pool_backward(args);
  args.dtype == Dtype::float64 ? max_backward<double>(args) : max_backward<float>(args);
}
void avg_pool_forward(const PoolArgs& args) {
  if (args.dtype == Dtype::int64) return avg_forward<int64_t>(args);
  args.dtype == Dtype::float64 ? avg_forward<double>(args) : avg_forward<float>(args);
}
void avg_pool_backward(const PoolArgs& args) {
  args.dtype == Dtype::float64 ? avg_backward<double>(args) : avg_backward<float>(args);
}
void max_unpool(const PoolArgs& args) {
  visit_dtype(args.dtype, [&](auto zero) { unpool<decltype(zero)>(args); });
}

}  // namespace nt::cpu

// Pooling, a plane at a time. Bound by memory: each input is read once or, where windows overlap, from the cache.
#include <cstring>
#include <limits>

#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

template <class F>
void for_each_plane(const Pool2dArgs& args, F&& f) {
  const int64_t work = std::max<int64_t>(1, args.in[0] * args.in[1]);
  parallel_for(args.planes, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) f(p);
  });
}

// The part of a window that lies inside the plane, along one direction.
struct Span {
  int64_t begin, end;
};
Span inside(const Pool2dArgs& args, int d, int64_t window) {
  const int64_t start = window * args.stride[d] - args.padding[d], step = args.dilation[d];
  const int64_t end = std::min(start + (args.kernel[d] - 1) * step + 1, args.in[d]);
  const int64_t begin = start < 0 ? start + (-start + step - 1) / step * step : start;
  return {begin, end};
}

// NaN wins, then the first of equals.
template <class T>
void max_window(const Pool2dArgs& args, const T* x, Span rows, Span columns, T* value, int64_t* place) {
  T best = -std::numeric_limits<T>::infinity();
  int64_t at = rows.begin * args.in[1] + columns.begin;
  for (int64_t r = rows.begin; r < rows.end; r += args.dilation[0]) {
    for (int64_t c = columns.begin; c < columns.end; c += args.dilation[1]) {
      const T v = x[r * args.in[1] + c];
      if (v > best || v != v) {
        best = v;
        at = r * args.in[1] + c;
      }
    }
  }
  *value = best;
  *place = at;
}

// Windows of 2 x 2 that touch: the usual case, without a loop for each window.
template <class T>
void max_plane_2x2(const Pool2dArgs& args, const T* x, T* y, int64_t* indices) {
  const int64_t width = args.in[1];
  for (int64_t r = 0; r < args.out[0]; ++r) {
    const T* row = x + 2 * r * width;
    for (int64_t c = 0; c < args.out[1]; ++c) {
      const int64_t place = 2 * r * width + 2 * c;
      T best = row[2 * c];
      int64_t at = place;
      auto consider = [&](T v, int64_t candidate) {
        const bool wins = v > best || v != v;
        best = wins ? v : best;
        at = wins ? candidate : at;
      };
      consider(row[2 * c + 1], place + 1);
      consider(row[width + 2 * c], place + width);
      consider(row[width + 2 * c + 1], place + width + 1);
      y[r * args.out[1] + c] = best;
      if (indices) indices[r * args.out[1] + c] = at;
    }
  }
}

template <class T>
void max_forward(const Pool2dArgs& args) {
  const int64_t in = args.in[0] * args.in[1], out = args.out[0] * args.out[1];
  bool touching = args.out[0] * 2 <= args.in[0] && args.out[1] * 2 <= args.in[1];
  for (int d = 0; d < 2; ++d) {
    touching = touching && args.kernel[d] == 2 && args.stride[d] == 2 && args.padding[d] == 0 && args.dilation[d] == 1;
  }
  for_each_plane(args, [&](int64_t p) {
    const T* x = static_cast<const T*>(args.input) + p * in;
    T* y = static_cast<T*>(args.output) + p * out;
    int64_t* indices = args.indices ? args.indices + p * out : nullptr;
    if (touching) return max_plane_2x2(args, x, y, indices);
    for (int64_t r = 0; r < args.out[0]; ++r) {
      const Span rows = inside(args, 0, r);
      for (int64_t c = 0; c < args.out[1]; ++c) {
        int64_t place = 0;
        max_window(args, x, rows, inside(args, 1, c), y + r * args.out[1] + c, &place);
        if (indices) indices[r * args.out[1] + c] = place;
      }
    }
  });
}

template <class T>
void max_backward(const Pool2dArgs& args) {
  const int64_t in = args.in[0] * args.in[1], out = args.out[0] * args.out[1];
  for_each_plane(args, [&](int64_t p) {
    T* x = static_cast<T*>(args.grad_input) + p * in;
    const T* g = static_cast<const T*>(args.grad_output) + p * out;
    const int64_t* indices = args.indices + p * out;
    memset(x, 0, static_cast<size_t>(in) * sizeof(T));
    for (int64_t i = 0; i < out; ++i) x[indices[i]] += g[i];
  });
}

// What an average divides by: all of the window with its padding, the inside alone, or a given number.
int64_t divisor(const Pool2dArgs& args, int64_t r, int64_t c, Span rows, Span columns) {
  if (args.divisor_override != 0) return args.divisor_override;
  if (!args.count_include_pad) return (rows.end - rows.begin) * (columns.end - columns.begin);
  auto length = [&](int d, int64_t window) {
    const int64_t start = window * args.stride[d] - args.padding[d];
    return std::min(start + args.kernel[d], args.in[d] + args.padding[d]) - start;
  };
  return length(0, r) * length(1, c);
}

// Calls f(window, its rows and columns, its divisor) over a plane's windows.
template <class F>
void for_each_window(const Pool2dArgs& args, F&& f) {
  for (int64_t r = 0; r < args.out[0]; ++r) {
    Span rows = inside(args, 0, r);
    rows.begin = std::max<int64_t>(rows.begin, 0);
    for (int64_t c = 0; c < args.out[1]; ++c) {
      Span columns = inside(args, 1, c);
      columns.begin = std::max<int64_t>(columns.begin, 0);
      f(r * args.out[1] + c, rows, columns, divisor(args, r, c, rows, columns));
    }
  }
}

template <class T>
void avg_forward(const Pool2dArgs& args) {
  const int64_t in = args.in[0] * args.in[1], out = args.out[0] * args.out[1];
  for_each_plane(args, [&](int64_t p) {
    const T* x = static_cast<const T*>(args.input) + p * in;
    T* y = static_cast<T*>(args.output) + p * out;
    for_each_window(args, [&](int64_t i, Span rows, Span columns, int64_t divisor) {
      T sum = 0;
      for (int64_t r = rows.begin; r < rows.end; ++r) {
        for (int64_t c = columns.begin; c < columns.end; ++c) sum += x[r * args.in[1] + c];
      }
      y[i] = sum / static_cast<T>(divisor);
    });
  });
}

template <class T>
void avg_backward(const Pool2dArgs& args) {
  const int64_t in = args.in[0] * args.in[1], out = args.out[0] * args.out[1];
  for_each_plane(args, [&](int64_t p) {
    T* x = static_cast<T*>(args.grad_input) + p * in;
    const T* g = static_cast<const T*>(args.grad_output) + p * out;
    memset(x, 0, static_cast<size_t>(in) * sizeof(T));
    for_each_window(args, [&](int64_t i, Span rows, Span columns, int64_t divisor) {
      const T share = g[i] / static_cast<T>(divisor);
      for (int64_t r = rows.begin; r < rows.end; ++r) {
        for (int64_t c = columns.begin; c < columns.end; ++c) x[r * args.in[1] + c] += share;
      }
    });
  });
}

}  // namespace

void max_pool2d_forward(const Pool2dArgs& args) {
  args.dtype == Dtype::float64 ? max_forward<double>(args) : max_forward<float>(args);
}
void max_pool2d_backward(const Pool2dArgs& args) {
  args.dtype == Dtype::float64 ? max_backward<double>(args) : max_backward<float>(args);
}
void avg_pool2d_forward(const Pool2dArgs& args) {
  args.dtype == Dtype::float64 ? avg_forward<double>(args) : avg_forward<float>(args);
}
void avg_pool2d_backward(const Pool2dArgs& args) {
  args.dtype == Dtype::float64 ? avg_backward<double>(args) : avg_backward<float>(args);
}

}  // namespace nt::cpu

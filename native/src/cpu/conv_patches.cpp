#include "cpu/conv_patches.h"

#include <algorithm>
#include <cstring>

#include "cpu/conv_dtypes.h"
#include "cpu/matmul.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

int64_t product(const int64_t (&sizes)[kSpatial]) { return sizes[0] * sizes[1] * sizes[2]; }

// One image's group of channels as a matrix: a row for each (channel, kernel place), a column for each output place.
struct Patches {
  const ConvArgs& args;
  int64_t channels, taps, rows, columns, in;

  explicit Patches(const ConvArgs& a)
      : args(a),
        channels(a.in_channels / a.groups),
        taps(product(a.kernel)),
        rows(channels * taps),
        columns(product(a.out)),
        in(product(a.in)) {}

  // Where kernel place k of direction d lies over output place o.
  int64_t place(int d, int64_t o, int64_t k) const {
    return o * args.stride[d] - args.padding[d] + k * args.dilation[d];
  }

  // Calls f(place in the matrix, place in the group's planes, n) for channels [begin, end): n neighbours in the matrix, which
  // lie stride[2] apart in the planes; what is padding is left out.
  template <class F>
  void for_each_run(int64_t begin, int64_t end, F&& f) const {
    const auto &kernel = args.kernel, &out = args.out, &size = args.in;
    int64_t row = begin * taps;
    for (int64_t c = begin; c < end; ++c) {
      for (int64_t kz = 0; kz < kernel[0]; ++kz) {
        for (int64_t ky = 0; ky < kernel[1]; ++ky) {
          for (int64_t kx = 0; kx < kernel[2]; ++kx, ++row) {
            // Columns whose place lies in [0, size).
            const int64_t start = place(2, 0, kx), step = args.stride[2];
            const int64_t first = start >= 0 ? 0 : (-start + step - 1) / step;
            const int64_t last = start >= size[2] ? 0 : std::min(out[2], (size[2] - 1 - start) / step + 1);
            if (first >= last) continue;
            for (int64_t oz = 0; oz < out[0]; ++oz) {
              const int64_t z = place(0, oz, kz);
              if (z < 0 || z >= size[0]) continue;
              for (int64_t oy = 0; oy < out[1]; ++oy) {
                const int64_t y = place(1, oy, ky);
                if (y < 0 || y >= size[1]) continue;
                f(row * columns + (oz * out[1] + oy) * out[2] + first,
                  ((c * size[0] + z) * size[1] + y) * size[2] + start + first * step, last - first);
              }
            }
          }
        }
      }
    }
  }
};

// Threads share out images and groups, and the rows of each one's product where those are few.
template <class T>
class PatchConv {
 public:
  explicit PatchConv(const ConvArgs& args) : args_(args), patches_(args), out_group_(args.out_channels / args.groups) {}

  void forward() const {
    each([&](int64_t n, int64_t g, T* matrix) {
      load(input(n, g), matrix);
      T* y = static_cast<T*>(args_.output) + output_offset(n, g);
      for (int64_t o = 0; o < out_group_; ++o) {
        const T offset = args_.bias ? static_cast<const T*>(args_.bias)[g * out_group_ + o] : T(0);
        std::fill_n(y + o * patches_.columns, patches_.columns, offset);
      }
      multiply_rows({out_group_, patches_.columns, patches_.rows, weight(g), patches_.rows, 1, matrix, patches_.columns,
                     1, y, patches_.columns, true});
    });
  }

  void backward_input() const {
    each([&](int64_t n, int64_t g, T* matrix) {
      multiply_rows({patches_.rows, patches_.columns, out_group_, weight(g), 1, patches_.rows, grad_output(n, g),
                     patches_.columns, 1, matrix, patches_.columns, false});
      T* x = static_cast<T*>(args_.grad_input) + input_offset(n, g);
      each_channels([&](int64_t begin, int64_t end) {
        std::fill_n(x + begin * patches_.in, (end - begin) * patches_.in, T(0));
        const int64_t step = args_.stride[2];
        patches_.for_each_run(begin, end, [&](int64_t m, int64_t i, int64_t count) {
          for (int64_t j = 0; j < count; ++j) x[i + j * step] += matrix[m + j];
        });
      });
    });
  }

  // Images one after the other, for it sums over them.
  void backward_weight() const {
    const Workspace<T> matrix(patches_.rows * patches_.columns);
    for (int64_t g = 0; g < args_.groups; ++g) {
      T* weights = static_cast<T*>(args_.grad_weight) + g * out_group_ * patches_.rows;
      for (int64_t n = 0; n < args_.batch; ++n) {
        load(input(n, g), matrix.data());
        multiply_rows({out_group_, patches_.rows, patches_.columns, grad_output(n, g), patches_.columns, 1,
                       matrix.data(), 1, patches_.columns, weights, patches_.rows, n > 0});
      }
    }
  }

 private:
  // Calls f(image, group, memory for a matrix).
  template <class F>
  void each(F&& f) const {
    const int64_t size = patches_.rows * patches_.columns, units = args_.batch * args_.groups;
    const int64_t grain = units < max_threads() ? units : kGrain / std::max<int64_t>(1, size) + 1;
    parallel_for(units, grain, [&](int64_t begin, int64_t end) {
      const Workspace<T> matrix(size);
      for (int64_t i = begin; i < end; ++i) f(i / args_.groups, i % args_.groups, matrix.data());
    });
  }

  template <class F>
  void each_channels(F&& f) const {
    parallel_for(patches_.channels, kGrain / std::max<int64_t>(1, patches_.taps * patches_.columns) + 1, f);
  }

  void load(const T* x, T* matrix) const {
    each_channels([&](int64_t begin, int64_t end) {
      const int64_t of_channel = patches_.taps * patches_.columns, step = args_.stride[2];
      std::fill_n(matrix + begin * of_channel, (end - begin) * of_channel, T(0));
      patches_.for_each_run(begin, end, [&](int64_t m, int64_t i, int64_t count) {
        for (int64_t j = 0; j < count; ++j) matrix[m + j] = x[i + j * step];
      });
    });
  }

  // A part of few rows would be summed in another order than the whole.
  static void multiply_rows(const Product& p) {
    constexpr int64_t kWorkGrain = 16 * kGrain;
    const int64_t row = std::max<int64_t>(1, p.n * p.k);
    parallel_for(p.m, std::max<int64_t>(kFewRows + 1, kWorkGrain / row), [&](int64_t begin, int64_t end) {
      Product part = p;
      part.m = end - begin;
      part.a = static_cast<const T*>(p.a) + begin * p.a_row;
      part.c = static_cast<T*>(p.c) + begin * p.c_row;
      multiply(DtypeOf<T>::value, part);
    });
  }

  int64_t input_offset(int64_t n, int64_t g) const {
    return (n * args_.in_channels + g * patches_.channels) * patches_.in;
  }
  int64_t output_offset(int64_t n, int64_t g) const {
    return (n * args_.out_channels + g * out_group_) * patches_.columns;
  }
  const T* input(int64_t n, int64_t g) const { return static_cast<const T*>(args_.input) + input_offset(n, g); }
  const T* grad_output(int64_t n, int64_t g) const {
    return static_cast<const T*>(args_.grad_output) + output_offset(n, g);
  }
  const T* weight(int64_t g) const { return static_cast<const T*>(args_.weight) + g * out_group_ * patches_.rows; }

  const ConvArgs& args_;
  Patches patches_;
  int64_t out_group_;
};

}  // namespace

bool patches_pay(const ConvArgs& a) { return a.batch * product(a.out) <= a.out_channels / a.groups; }

void patches_forward(const ConvArgs& args) {
  visit_conv_dtype(args, [&](auto zero) { PatchConv<decltype(zero)>(args).forward(); });
}

void patches_backward_input(const ConvArgs& args) {
  visit_conv_dtype(args, [&](auto zero) { PatchConv<decltype(zero)>(args).backward_input(); });
}

void patches_backward_weights(const ConvArgs& args) {
  visit_conv_dtype(args, [&](auto zero) { PatchConv<decltype(zero)>(args).backward_weight(); });
}

}  // namespace nt::cpu

// Convolution. float32 in one and two dimensions goes through kernels of our own, windows of 3 x 3 over many channels by
// Winograd's way; in three, where taps never meet the input or rows are very long, and for some gradients of inputs,
// through oneDNN with channels last, its fastest plain layout; other dtypes, and the few shapes that oneDNN refuses,
// through patches and a product.
#include <cstring>
#include <vector>

#include "core/late_gradient.h"
#include "cpu/conv_batch_last.h"
#include "cpu/conv_depthwise.h"
#include "cpu/conv_direct.h"
#include "cpu/conv_onednn.h"
#include "cpu/conv_pointwise.h"
#include "cpu/conv_weights.h"
#include "cpu/conv_winograd.h"
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
  int64_t channels, rows, columns, in;

  explicit Patches(const ConvArgs& a)
      : args(a),
        channels(a.in_channels / a.groups),
        rows(channels * product(a.kernel)),
        columns(product(a.out)),
        in(product(a.in)) {}

  // Where kernel place k of direction d lies over output place o.
  int64_t place(int d, int64_t o, int64_t k) const {
    return o * args.stride[d] - args.padding[d] + k * args.dilation[d];
  }

  // Calls f(place in the matrix, place in the group's planes, n): n neighbours in the matrix, which lie stride[2] apart in
  // the planes; what is padding is left out.
  template <class F>
  void for_each_run(F&& f) const {
    const auto &kernel = args.kernel, &out = args.out, &size = args.in;
    int64_t row = 0;
    for (int64_t c = 0; c < channels; ++c) {
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

// Images and groups are independent, but for the weights' gradient, which sums over images.
template <class T>
class PatchConv {
 public:
  explicit PatchConv(const ConvArgs& args)
      : args_(args),
        patches_(args),
        out_group_(args.out_channels / args.groups) {}

  void forward() {
    parallel_for(args_.batch * args_.groups, grain(), [&](int64_t begin, int64_t end) {
      std::vector<T> matrix = new_matrix();
      for (int64_t i = begin; i < end; ++i) forward_one(i / args_.groups, i % args_.groups, matrix.data());
    });
  }

  void backward_input() {
    memset(args_.grad_input, 0, static_cast<size_t>(args_.batch * args_.in_channels * patches_.in) * sizeof(T));
    parallel_for(args_.batch * args_.groups, grain(), [&](int64_t begin, int64_t end) {
      std::vector<T> matrix = new_matrix();
      for (int64_t i = begin; i < end; ++i) input_one(i / args_.groups, i % args_.groups, matrix.data());
    });
  }

  void backward_weight() {
    memset(args_.grad_weight, 0, static_cast<size_t>(args_.out_channels * patches_.rows) * sizeof(T));
    parallel_for(args_.groups, grain() / std::max<int64_t>(1, args_.batch) + 1, [&](int64_t begin, int64_t end) {
      std::vector<T> matrix = new_matrix();
      for (int64_t g = begin; g < end; ++g) {
        for (int64_t n = 0; n < args_.batch; ++n) weight_one(n, g, matrix.data());
      }
    });
  }

  void backward_bias() {
    const T* g = static_cast<const T*>(args_.grad_output);
    T* bias = static_cast<T*>(args_.grad_bias);
    for (int64_t o = 0; o < args_.out_channels; ++o) {
      T sum = 0;
      for (int64_t n = 0; n < args_.batch; ++n) {
        const T* plane = g + (n * args_.out_channels + o) * patches_.columns;
        for (int64_t i = 0; i < patches_.columns; ++i) sum += plane[i];
      }
      bias[o] = sum;
    }
  }

 private:
  void forward_one(int64_t n, int64_t g, T* matrix) {
    load(input(n, g), matrix);
    T* y = static_cast<T*>(args_.output) + output_offset(n, g);
    for (int64_t o = 0; o < out_group_; ++o) {
      const T offset = args_.bias ? static_cast<const T*>(args_.bias)[g * out_group_ + o] : T(0);
      std::fill_n(y + o * patches_.columns, patches_.columns, offset);
    }
    multiply(DtypeOf<T>::value, {out_group_, patches_.columns, patches_.rows, weight(g), patches_.rows, 1, matrix,
                                 patches_.columns, 1, y, patches_.columns, true});
  }

  void input_one(int64_t n, int64_t g, T* matrix) {
    multiply(DtypeOf<T>::value, {patches_.rows, patches_.columns, out_group_, weight(g), 1, patches_.rows, grad_output(n, g),
                                 patches_.columns, 1, matrix, patches_.columns, false});
    T* x = static_cast<T*>(args_.grad_input) + input_offset(n, g);
    const int64_t step = args_.stride[2];
    patches_.for_each_run([&](int64_t m, int64_t i, int64_t count) {
      for (int64_t j = 0; j < count; ++j) x[i + j * step] += matrix[m + j];
    });
  }

  void weight_one(int64_t n, int64_t g, T* matrix) {
    load(input(n, g), matrix);
    T* weights = static_cast<T*>(args_.grad_weight) + g * out_group_ * patches_.rows;
    multiply(DtypeOf<T>::value, {out_group_, patches_.rows, patches_.columns, grad_output(n, g), patches_.columns, 1, matrix, 1,
                                 patches_.columns, weights, patches_.rows, true});
  }

  void load(const T* x, T* matrix) const {
    std::fill_n(matrix, patches_.rows * patches_.columns, T(0));
    const int64_t step = args_.stride[2];
    patches_.for_each_run([&](int64_t m, int64_t i, int64_t count) {
      for (int64_t j = 0; j < count; ++j) matrix[m + j] = x[i + j * step];
    });
  }

  std::vector<T> new_matrix() const { return std::vector<T>(static_cast<size_t>(patches_.rows * patches_.columns)); }
  int64_t grain() const {
    return kGrain / std::max<int64_t>(1, patches_.rows * patches_.columns) + 1;
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

// Calls f with a zero of args' dtype.
template <class F>
void visit_number(const ConvArgs& args, F&& f) {
  switch (args.dtype) {
    case Dtype::uint8: return f(uint8_t{});
    case Dtype::int8: return f(int8_t{});
    case Dtype::int16: return f(int16_t{});
    case Dtype::int32: return f(int32_t{});
    case Dtype::int64: return f(int64_t{});
    case Dtype::float32: return f(float{});
    case Dtype::float64: return f(double{});
    default: fail(Code::dtype, "[convolution] not defined for ", args.dtype, " on the CPU");
  }
}

// oneDNN 2.6.3 copies the places that a strided 1 x 1 window meets a vector at a time, beyond the channels that there are: its
// threads overwrite each other's (weights' gradient of 1 x 2 x 40 x 40 to 3, stride 20, three threads: wrong in 4 of 10 runs).
bool strided_point(const ConvArgs& args) {
  bool strided = false;
  for (int d = 0; d < kSpatial; ++d) {
    if (args.kernel[d] != 1) return false;
    strided |= args.stride[d] != 1;
  }
  return strided;
}

bool through_onednn(const ConvArgs& args) {
  return args.dtype == Dtype::float32 && onednn_takes(args) && !strided_point(args);
}

// Of what direct_conv_takes.
void direct_backward_weights(const ConvArgs& args) {
  if (args.grad_weight) {
    if (winograd_backward_weights(args)) return;
    if (panels_pay(args)) return conv_weights_by_panels(args);
    if (batch_last_weights_pay(args)) return conv_weights_batch_last(args);
  }
  if (args.grad_weight || args.grad_bias) conv_weights_by_dots(args);
}

// The gradient image by image where that is how it is used and each thread has several, else whole.
void late_backward(ConvArgs args) {
  const bool many = max_threads() == 1 || args.batch >= 4 * max_threads();
  const bool by_dots = direct_conv_takes(args) && !pointwise_takes(args) && !panels_pay(args) && !batch_last_weights_pay(args);
  if (many && by_dots && args.groups == 1 && !args.grad_input) return conv_weights_by_dots(args);
  const Workspace<char> whole(args.batch * args.out_channels * product(args.out) * size_of(args.dtype));
  args.late_grad_output->compute(0, args.batch, whole.data());
  args.grad_output = whole.data();
  args.late_grad_output = nullptr;
  conv_backward(args);
}

}  // namespace

void conv_forward(const ConvArgs& args) {
  if (pointwise_takes(args)) return pointwise_forward(args);
  if (direct_conv_takes(args)) {
    if (depthwise_takes(args)) return depthwise_forward(args);
    if (winograd_forward(args)) return;
    const bool batch_last = !direct_conv_fills(args) && batch_last_takes(args);
    return batch_last ? batch_last_forward(args) : direct_conv_forward(args);
  }
  if (through_onednn(args)) return onednn_conv_forward(args);
  visit_number(args, [&](auto zero) { PatchConv<decltype(zero)>(args).forward(); });
}

void conv_backward(const ConvArgs& args) {
  if (args.late_grad_output) return late_backward(args);
  if (pointwise_takes(args)) return pointwise_backward(args);
  if (direct_conv_takes(args)) {
    if (depthwise_takes(args)) return depthwise_backward(args);
    direct_backward_weights(args);
    if (!args.grad_input || winograd_backward_input(args)) return;
    ConvArgs data = args;
    data.grad_weight = data.grad_bias = nullptr;
    if (direct_conv_pays(args)) return direct_conv_backward_input(args);
    if (batch_last_takes(args)) return batch_last_backward_input(args);
    return through_onednn(args) ? onednn_conv_backward(data) : direct_conv_backward_input(args);
  }
  if (through_onednn(args)) return onednn_conv_backward(args);
  visit_number(args, [&](auto zero) {
    PatchConv<decltype(zero)> conv(args);
    if (args.grad_input) conv.backward_input();
    if (args.grad_weight) conv.backward_weight();
    if (args.grad_bias) conv.backward_bias();
  });
}

}  // namespace nt::cpu

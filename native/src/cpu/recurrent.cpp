// Recurrent layers: the products with the input are one for all steps, as are those of the weights' gradients; a step does
// one product with the state and one loop over its gates.
#include "cpu/recurrent.h"

#include <cstring>
#include <vector>

#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

template <class T>
struct Matrix {
  const T* data;
  int64_t row, column = 1;
  Matrix transposed() const { return {data, column, row}; }
};

// c (m x n) = a b, or c + a b.
template <class T>
void multiply(int64_t m, int64_t n, int64_t k, Matrix<T> a, Matrix<T> b, T* c, int64_t c_row, bool accumulate) {
  matmul({DtypeOf<T>::value, 1, m, n, k, a.data, 0, a.row, a.column, b.data, 0, b.row, b.column, c, 0, c_row, accumulate, 0});
}

template <class T>
void copy(T* to, const T* from, int64_t count) {
  if (count > 0) std::memcpy(to, from, static_cast<size_t>(count) * sizeof(T));
}

// A state's first values: given, or 0.
template <class T>
void start(T* to, const void* from, int64_t count) {
  if (from) {
    copy(to, static_cast<const T*>(from), count);
  } else if (count > 0) {
    std::memset(to, 0, static_cast<size_t>(count) * sizeof(T));
  }
}

template <class T>
class Layer {
 public:
  explicit Layer(const RecurrentArgs& args)
      : args_(args),
        loops_(kernels().recurrent[static_cast<int>(args.dtype)]),
        hidden_(args.hidden),
        outputs_(args.outputs),
        batch_(args.batch_sizes[0]),
        gates_(gate_count(args.mode) * args.hidden),
        saved_(is_plain() ? args.hidden : 4 * args.hidden) {
    offsets_.reserve(static_cast<size_t>(args.steps));
    for (int64_t t = 0, at = 0; t < args.steps; at += args.batch_sizes[t++]) offsets_.push_back(at);
  }

  void forward() {
    T* sums = is_plain() ? out(args_.y) : out(args_.gates);
    const bool biased = fill_biases(sums);
    multiply<T>(args_.rows, gates_, args_.inputs, {in(args_.x), args_.inputs},
                Matrix<T>{in(args_.weight_ih), args_.inputs}.transposed(), sums, saved_, biased);
    start(out(args_.hn), args_.h0, batch_ * outputs_);
    if (is_lstm()) start(out(args_.cn), args_.c0, batch_ * hidden_);
    // Turned once where many steps would have to; products of few rows take the weight as it lies.
    const bool turn = args_.steps > 1 && batch_ > kFewRows;
    const Workspace<T> turned(turn ? gates_ * outputs_ : 0);
    if (turn) {
      kernels().transpose[size_class(sizeof(T))](turned.data(), gates_, in(args_.weight_hh), outputs_, outputs_, gates_);
    }
    const Matrix<T> weight = turn ? Matrix<T>{turned.data(), gates_} : Matrix<T>{in(args_.weight_hh), outputs_}.transposed();
    const Workspace<T> room(args_.mode == RecurrentMode::gru ? batch_ * gates_ : 0);
    for (int64_t i = 0; i < args_.steps; ++i) {
      const int64_t t = args_.reverse ? args_.steps - 1 - i : i;
      step(t, sums + offset(t) * saved_, weight, room.data());
      copy(out(args_.y) + offset(t) * outputs_, out(args_.hn), args_.batch_sizes[t] * outputs_);
    }
  }

  void backward() {
    const bool gru = args_.mode == RecurrentMode::gru, projected = args_.weight_hr != nullptr;
    const Workspace<T> grad_gates(args_.rows * gates_), grad_inner(gru ? args_.rows * gates_ : 0);
    const Workspace<T> before(args_.grad_weight_hh ? args_.rows * outputs_ : 0);
    const Workspace<T> grad_outputs(projected && args_.grad_weight_hr ? args_.rows * outputs_ : 0);
    const Workspace<T> own_h(args_.grad_h0 ? 0 : batch_ * outputs_), own_c(args_.grad_c0 || !is_lstm() ? 0 : batch_ * hidden_);
    const Workspace<T> room(projected ? batch_ * hidden_ : 0);
    T* dh = args_.grad_h0 ? out(args_.grad_h0) : own_h.data();
    T* dc = args_.grad_c0 ? out(args_.grad_c0) : own_c.data();
    start(dh, args_.grad_hn, batch_ * outputs_);
    if (is_lstm()) start(dc, args_.grad_cn, batch_ * hidden_);
    const T* inner = gru ? grad_inner.data() : grad_gates.data();  // of the sums from the state

    for (int64_t i = 0; i < args_.steps; ++i) {
      const int64_t t = args_.reverse ? i : args_.steps - 1 - i, rows = args_.batch_sizes[t];
      if (args_.grad_y) {
        const T* dy = in(args_.grad_y) + offset(t) * outputs_;
        for (int64_t j = 0; j < rows * outputs_; ++j) dh[j] += dy[j];
      }
      if (before.data()) {
        for (int64_t r = 0; r < rows; ++r) {
          copy(before.data() + (offset(t) + r) * outputs_, previous(in(args_.y), in(args_.h0), t, r, outputs_), outputs_);
        }
      }
      if (grad_outputs.data()) copy(grad_outputs.data() + offset(t) * outputs_, dh, rows * outputs_);
      if (projected) multiply<T>(rows, hidden_, outputs_, {dh, outputs_}, {in(args_.weight_hr), hidden_}, room.data(), hidden_, false);
      step_backward(t, projected ? room.data() : dh, dc, grad_gates.data() + offset(t) * gates_, gru ? grad_inner.data() + offset(t) * gates_ : nullptr);
      multiply<T>(rows, outputs_, gates_, {inner + offset(t) * gates_, gates_}, {in(args_.weight_hh), outputs_}, dh, outputs_, gru);
    }

    weight_gradients(grad_gates.data(), inner, before.data());
    if (args_.grad_weight_hr) {  // zeros where there are no rows
      multiply<T>(outputs_, hidden_, args_.rows, Matrix<T>{grad_outputs.data(), outputs_}.transposed(),
                  {static_cast<const T*>(args_.raw), hidden_}, out(args_.grad_weight_hr), hidden_, false);
    }
  }

 private:
  static const T* in(const void* p) { return static_cast<const T*>(p); }
  static T* out(void* p) { return static_cast<T*>(p); }
  bool is_plain() const { return gate_count(args_.mode) == 1; }
  bool is_lstm() const { return args_.mode == RecurrentMode::lstm; }
  int64_t offset(int64_t t) const { return offsets_[static_cast<size_t>(t)]; }

  // Each row of sums starts as the biases; of a GRU's b_hn only the step knows what to do.
  bool fill_biases(T* sums) const {
    if (!args_.bias_ih && !args_.bias_hh) return false;
    const int64_t shared = args_.mode == RecurrentMode::gru ? 2 * hidden_ : gates_;
    std::vector<T> bias(static_cast<size_t>(gates_));
    for (int64_t i = 0; i < gates_; ++i) {
      bias[static_cast<size_t>(i)] = (args_.bias_ih ? in(args_.bias_ih)[i] : T(0)) +
                                     (args_.bias_hh && i < shared ? in(args_.bias_hh)[i] : T(0));
    }
    for (int64_t r = 0; r < args_.rows; ++r) copy(sums + r * saved_, bias.data(), gates_);
    return true;
  }

  // f(row) for each row of a step.
  template <class F>
  void for_each_row(int64_t rows, F&& f) const {
    // About 16 elements of a plain loop for the functions of one hidden element.
    parallel_for(rows, std::max<int64_t>(1, kGrain / 16 / std::max<int64_t>(1, hidden_)), [&](int64_t begin, int64_t end) {
      for (int64_t r = begin; r < end; ++r) f(r);
    });
  }

  void step(int64_t t, T* sums, const Matrix<T>& weight, T* room) const {
    const int64_t rows = args_.batch_sizes[t];
    T *h = out(args_.hn), *c = out(args_.cn);
    if (args_.mode == RecurrentMode::gru) {
      multiply<T>(rows, gates_, outputs_, {h, outputs_}, weight, room, gates_, false);
      const T* bias = args_.bias_hh ? in(args_.bias_hh) + 2 * hidden_ : nullptr;
      for_each_row(rows, [&](int64_t r) { loops_.gru(sums + r * saved_, room + r * gates_, bias, h + r * hidden_, hidden_); });
      return;
    }
    multiply<T>(rows, gates_, outputs_, {h, outputs_}, weight, sums, saved_, true);
    if (is_lstm()) {
      T* to = args_.weight_hr ? out(args_.raw) + offset(t) * hidden_ : h;
      for_each_row(rows, [&](int64_t r) { loops_.lstm(sums + r * saved_, c + r * hidden_, to + r * hidden_, hidden_); });
      if (args_.cells) copy(out(args_.cells) + offset(t) * hidden_, c, rows * hidden_);
      if (args_.weight_hr) {
        multiply<T>(rows, outputs_, hidden_, {to, hidden_}, Matrix<T>{in(args_.weight_hr), hidden_}.transposed(), h, outputs_, false);
      }
      return;
    }
    const auto function = args_.mode == RecurrentMode::relu ? loops_.relu : loops_.tanh;
    for_each_row(rows, [&](int64_t r) { function(sums + r * saved_, hidden_); });
    copy(h, sums, rows * hidden_);
  }

  void step_backward(int64_t t, T* dh, T* dc, T* grad_gates, T* grad_inner) const {
    const T* gates = is_plain() ? in(args_.y) + offset(t) * saved_ : in(args_.gates) + offset(t) * saved_;
    const auto function = args_.mode == RecurrentMode::relu ? loops_.relu_backward : loops_.tanh_backward;
    for_each_row(args_.batch_sizes[t], [&](int64_t r) {
      const T* own = gates + r * saved_;
      T *d = dh + r * hidden_, *to = grad_gates + r * gates_;
      if (is_lstm()) {
        loops_.lstm_backward(own, in(args_.cells) + (offset(t) + r) * hidden_,
                             previous(in(args_.cells), in(args_.c0), t, r, hidden_), d, dc + r * hidden_, to, hidden_);
      } else if (args_.mode == RecurrentMode::gru) {
        loops_.gru_backward(own, previous(in(args_.y), in(args_.h0), t, r, hidden_), d, to, grad_inner + r * gates_, hidden_);
      } else {
        function(own, d, to, hidden_);
      }
    });
  }

  // A row's state before a step: of the step that was done before it, or the first.
  const T* previous(const T* states, const T* first, int64_t t, int64_t row, int64_t width) const {
    const int64_t before = args_.reverse ? t + 1 : t - 1;
    if (before < 0 || before >= args_.steps || row >= args_.batch_sizes[before]) return first + row * width;
    return states + (offset(before) + row) * width;
  }

  void weight_gradients(const T* grad_gates, const T* grad_inner, const T* before) const {
    const Matrix<T> outer{grad_gates, gates_}, inner{grad_inner, gates_};
    if (args_.grad_x) {
      multiply<T>(args_.rows, args_.inputs, gates_, outer, {in(args_.weight_ih), args_.inputs}, out(args_.grad_x), args_.inputs, false);
    }
    if (args_.grad_weight_ih) {
      multiply<T>(gates_, args_.inputs, args_.rows, outer.transposed(), {in(args_.x), args_.inputs}, out(args_.grad_weight_ih),
                  args_.inputs, false);
    }
    if (args_.grad_weight_hh) {
      multiply<T>(gates_, outputs_, args_.rows, inner.transposed(), {before, outputs_}, out(args_.grad_weight_hh), outputs_, false);
    }
    if (args_.grad_bias_ih) column_sums(grad_gates, out(args_.grad_bias_ih));
    if (args_.grad_bias_hh) column_sums(grad_inner, out(args_.grad_bias_hh));
  }

  void column_sums(const T* from, T* to) const {
    std::vector<double> sums(static_cast<size_t>(gates_));
    for (int64_t r = 0; r < args_.rows; ++r) {
      for (int64_t i = 0; i < gates_; ++i) sums[static_cast<size_t>(i)] += static_cast<double>(from[r * gates_ + i]);
    }
    for (int64_t i = 0; i < gates_; ++i) to[i] = static_cast<T>(sums[static_cast<size_t>(i)]);
  }

  const RecurrentArgs& args_;
  const RecurrentLoops& loops_;
  const int64_t hidden_, outputs_, batch_;
  const int64_t gates_;  // columns of the weights' products
  const int64_t saved_;  // columns of what forward keeps of them
  std::vector<int64_t> offsets_;
};

}  // namespace

void recurrent_forward(const RecurrentArgs& args) {
  args.dtype == Dtype::float64 ? Layer<double>(args).forward() : Layer<float>(args).forward();
}

void recurrent_backward(const RecurrentArgs& args) {
  args.dtype == Dtype::float64 ? Layer<double>(args).backward() : Layer<float>(args).backward();
}

}  // namespace nt::cpu

// Connectionist temporal classification (Graves et al., 2006): minus the log of the probability of all paths that spell the
// targets, with blanks between and repeats merged. Dynamic programming over the 2 S + 1 places of the targets with blanks
// around them, in double. CPU.
#include <cmath>

#include "core/backend.h"
#include "cpu/parallel.h"
#include "ops/algebra.h"
#include "ops/losses.h"
#include "ops/record.h"
#include "ops/widen.h"

namespace nt {
namespace {

constexpr double kNever = -INFINITY;

double log_add(double a, double b) {
  const double high = std::max(a, b), low = std::min(a, b);
  return high == kNever || std::isinf(low) ? high : high + std::log1p(std::exp(low - high));
}

// One batch of sequences; log_probs are dense (steps, batch, classes).
struct Ctc {
  int64_t steps, batch, classes, blank;
  int64_t width = 1;  // places of the longest target: 2 S + 1
  std::vector<int64_t> targets, starts, lengths, target_lengths;

  int64_t places(int64_t b) const { return 2 * target_lengths[static_cast<size_t>(b)] + 1; }
  int64_t label(int64_t b, int64_t s) const {
    return s % 2 == 0 ? blank : targets[static_cast<size_t>(starts[static_cast<size_t>(b)] + s / 2)];
  }
  // Whether a path may leap from place s - 2 over a blank to s.
  bool leaps(int64_t b, int64_t s) const { return s >= 2 && s % 2 == 1 && label(b, s) != label(b, s - 2); }
};

std::vector<int64_t> numbers(const char* what, const Tensor& t, int64_t count) {
  NT_CHECK(!is_floating(t.dtype()) && !is_bool(t.dtype()), Code::dtype, "[ctc_loss] ", what, " are ", t.dtype(), ", not integers");
  NT_CHECK(t.dim() <= 1 && (count < 0 || t.numel() == count), Code::shape, "[ctc_loss] ", what, " have sizes ", t.sizes(), ", not one for each of ",
           count, " sequences");
  const Tensor dense = contiguous(to(detach(t), Dtype::int64, Device{}));
  return {dense.data<int64_t>(), dense.data<int64_t>() + dense.numel()};
}

Ctc ctc_of(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths,
           int64_t blank) {
  Ctc ctc{log_probs.size(0), log_probs.size(1), log_probs.size(2), blank, 1, {}, {}, {}, {}};
  NT_CHECK(blank >= 0 && blank < ctc.classes, Code::argument, "[ctc_loss] blank ", blank, " is out of range for ", ctc.classes,
           " classes");
  ctc.lengths = numbers("input_lengths", input_lengths, ctc.batch);
  ctc.target_lengths = numbers("target_lengths", target_lengths, ctc.batch);
  NT_CHECK(targets.dim() == 1 || (targets.dim() == 2 && targets.size(0) == ctc.batch), Code::shape, "[ctc_loss] targets ",
           targets.sizes(), " are neither a row for each of ", ctc.batch, " sequences nor one row of all");
  ctc.targets = numbers("targets", reshape(targets, {-1}), -1);
  int64_t start = 0;
  for (int64_t b = 0; b < ctc.batch; ++b) {
    const int64_t n = ctc.target_lengths[static_cast<size_t>(b)], length = ctc.lengths[static_cast<size_t>(b)];
    NT_CHECK(length >= 0 && length <= ctc.steps, Code::argument, "[ctc_loss] input length ", length, " of ", ctc.steps, " steps");
    NT_CHECK(n >= 0 && n <= (targets.dim() == 2 ? targets.size(1) : targets.numel() - start), Code::argument,
             "[ctc_loss] target length ", n, " does not fit targets ", targets.sizes());
    ctc.starts.push_back(start);
    for (int64_t i = 0; i < n; ++i) {
      const int64_t label = ctc.targets[static_cast<size_t>(start + i)];
      NT_CHECK(label >= 0 && label < ctc.classes, Code::index, "[ctc_loss] target ", label, " is out of range for ", ctc.classes,
               " classes");
    }
    start += targets.dim() == 2 ? targets.size(1) : n;
    ctc.width = std::max(ctc.width, ctc.places(b));
  }
  NT_CHECK(targets.dim() == 2 || start == targets.numel(), Code::argument, "[ctc_loss] target lengths sum to ", start, ", not to ",
           targets.numel());
  return ctc;
}

// alpha[t][s]: log of the probability of all beginnings of a path that are at place s after step t. Returns the loss.
template <class T>
double walk_forward(const Ctc& ctc, int64_t b, const T* log_probs, double* alpha) {
  const int64_t length = ctc.lengths[static_cast<size_t>(b)], places = ctc.places(b);
  if (length == 0) return places == 1 ? 0 : INFINITY;
  for (int64_t t = 0; t < length; ++t) {
    const T* p = log_probs + (t * ctc.batch + b) * ctc.classes;
    double* now = alpha + t * ctc.width;
    const double* last = now - ctc.width;
    for (int64_t s = 0; s < places; ++s) {
      double sum = t > 0 ? last[s] : s < 2 ? 0 : kNever;
      if (t > 0 && s >= 1) sum = log_add(sum, last[s - 1]);
      if (t > 0 && ctc.leaps(b, s)) sum = log_add(sum, last[s - 2]);
      now[s] = sum + static_cast<double>(p[ctc.label(b, s)]);
    }
  }
  const double* end = alpha + (length - 1) * ctc.width;
  return -(places > 1 ? log_add(end[places - 1], end[places - 2]) : end[0]);
}

// grad[t][c] = (e^p - e^(sum of the paths through c at t, relative to all)) * g: as PyTorch, the derivative that log_softmax's
// own would leave.
template <class T>
void walk_backward(const Ctc& ctc, int64_t b, const T* log_probs, const double* alpha, double loss, double g, T* grad) {
  const int64_t length = ctc.lengths[static_cast<size_t>(b)], places = ctc.places(b);
  std::vector<double> beta(static_cast<size_t>(places)), next(static_cast<size_t>(places));
  std::vector<double> through(static_cast<size_t>(ctc.classes));
  for (int64_t t = length - 1; t >= 0; --t) {
    const int64_t row = (t * ctc.batch + b) * ctc.classes;
    const T* p = log_probs + row;
    std::fill(through.begin(), through.end(), kNever);
    for (int64_t s = 0; s < places; ++s) {
      const auto at = static_cast<size_t>(s);
      double sum = t < length - 1 ? next[at] : s >= places - 2 ? 0 : kNever;
      if (t < length - 1 && s + 1 < places) sum = log_add(sum, next[at + 1]);
      if (t < length - 1 && s + 2 < places && ctc.leaps(b, s + 2)) sum = log_add(sum, next[at + 2]);
      beta[at] = sum + static_cast<double>(p[ctc.label(b, s)]);
      double& total = through[static_cast<size_t>(ctc.label(b, s))];
      total = log_add(total, alpha[t * ctc.width + s] + beta[at]);
    }
    std::swap(beta, next);
    for (int64_t c = 0; c < ctc.classes; ++c) {
      const double log_p = static_cast<double>(p[c]);
      grad[row + c] = static_cast<T>((std::exp(log_p) - std::exp(through[static_cast<size_t>(c)] + loss - log_p)) * g);
    }
  }
}

template <class F>
void visit_floats(Dtype dtype, F&& f) {
  dtype == Dtype::float64 ? f(double{}) : f(float{});
}

Tensor ctc_gradient(const Ctc& ctc, const Tensor& grad, const Tensor& log_probs, const Tensor& alpha, const Tensor& losses,
                    bool zero_infinity) {
  Tensor out = zeros(log_probs.sizes(), log_probs.dtype());
  const Tensor g = contiguous(to(detach(grad), Dtype::float64));
  visit_floats(log_probs.dtype(), [&](auto zero) {
    using T = decltype(zero);
    cpu::parallel_for(ctc.batch, 1, [&](int64_t begin, int64_t end) {
      for (int64_t b = begin; b < end; ++b) {
        const double loss = losses.data<double>()[b];
        if (zero_infinity && loss == INFINITY) continue;
        walk_backward(ctc, b, log_probs.data<T>(), alpha.data<double>() + b * ctc.steps * ctc.width, loss, g.data<double>()[b],
                      out.data<T>());
      }
    });
  });
  record("CtcLossBackwardBackward0", out, {&grad, &log_probs}, {},
         [](Backward&) { fail(Code::autograd, "[ctc_loss] has no second derivative"); });
  return out;
}

}  // namespace

Tensor ctc_loss(const Tensor& given, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths,
                int64_t blank, Reduction reduction, bool zero_infinity) {
  if (!given.device().is_cpu()) backend(given.device()).missing("ctc_loss");
  NT_CHECK(is_floating(given.dtype()), Code::dtype, "[ctc_loss] not defined for ", given.dtype(), ": floating dtypes only");
  NT_CHECK(given.dim() == 2 || given.dim() == 3, Code::shape, "[ctc_loss] log_probs ", given.sizes(),
           " are not (steps, batch, classes)");
  if (needs_widening(given)) {
    return to(ctc_loss(widened(given), targets, input_lengths, target_lengths, blank, reduction, zero_infinity), given.dtype());
  }
  const bool batched = given.dim() == 3;
  const Tensor log_probs = contiguous(batched ? given : unsqueeze(given, 1));
  const Ctc ctc = ctc_of(log_probs, targets, reshape(input_lengths, {-1}), reshape(target_lengths, {-1}), blank);
  const Tensor alpha = Tensor::empty({ctc.batch, ctc.steps, ctc.width}, Dtype::float64);
  const Tensor losses = Tensor::empty({ctc.batch}, Dtype::float64);
  visit_floats(log_probs.dtype(), [&](auto zero) {
    using T = decltype(zero);
    cpu::parallel_for(ctc.batch, 1, [&](int64_t begin, int64_t end) {
      for (int64_t b = begin; b < end; ++b) {
        losses.data<double>()[b] =
            walk_forward(ctc, b, log_probs.data<T>(), alpha.data<double>() + b * ctc.steps * ctc.width);
      }
    });
  });
  Tensor out = to(zero_infinity ? masked_fill(losses, eq(losses, scalar_tensor(INFINITY)), 0) : losses, log_probs.dtype(),
                  Device{}, true);
  record("CtcLossBackward0", out, {&log_probs}, {&log_probs, &alpha, &losses}, [ctc, zero_infinity](Backward& b) {
    b[0] = ctc_gradient(ctc, b.grad(), b.saved(0), b.saved(1), b.saved(2), zero_infinity);
  });
  if (!batched) out = squeeze(out, {0});
  if (reduction != Reduction::mean) return combined(out, reduction);
  // Each over its target's length first.
  Tensor shares = Tensor::empty({ctc.batch}, out.dtype());
  visit_floats(out.dtype(), [&](auto zero) {
    using T = decltype(zero);
    for (int64_t b = 0; b < ctc.batch; ++b) {
      shares.data<T>()[b] = static_cast<T>(std::max<int64_t>(1, ctc.target_lengths[static_cast<size_t>(b)]));
    }
  });
  return mean(out / reshape(shares, out.sizes()));
}

}  // namespace nt

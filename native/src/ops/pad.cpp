// Padding: constants are written around the elements; the other modes choose an element for each position of a dimension,
// and the gradient adds up where one was chosen several times.
#include "ops/pad.h"

#include <algorithm>
#include <vector>

#include "ops/algebra.h"
#include "ops/record.h"
#include "ops/scatter.h"

namespace nt {
namespace {

const char* name_of(PaddingMode mode) {
  constexpr const char* names[] = {"constant", "reflect", "replicate", "circular"};
  return names[static_cast<int>(mode)];
}

// padding names the last dimension first, two numbers for each.
struct Side {
  int dim;
  int64_t before, after;
};
std::vector<Side> sides_of(const Tensor& self, const Dims& padding) {
  NT_CHECK(padding.size() % 2 == 0, Code::argument, "[pad] padding ", padding, " is no list of pairs");
  NT_CHECK(padding.size() / 2 <= self.dim(), Code::argument, "[pad] padding ", padding, " names more dimensions than ",
           self.sizes(), " has");
  std::vector<Side> sides;
  for (int i = 0; i < padding.size() / 2; ++i) {
    const Side side{self.dim() - 1 - i, padding[2 * i], padding[2 * i + 1]};
    int64_t size = 0;
    NT_CHECK(!__builtin_add_overflow(self.size(side.dim), side.before, &size) &&
                 !__builtin_add_overflow(size, side.after, &size) && size >= 0,
             Code::shape, "[pad] padding ", side.before, " and ", side.after, " leaves no size for dimension ", side.dim,
             " of ", self.sizes());
    sides.push_back(side);
  }
  return sides;
}

// Which element stands at each position of a padded dimension.
Tensor positions(PaddingMode mode, int64_t size, int64_t before, int64_t after, Device device) {
  const int64_t total = size + before + after;
  Tensor index = Tensor::empty({total}, Dtype::int64);
  int64_t* at = index.data<int64_t>();
  for (int64_t i = 0; i < total; ++i) {
    int64_t p = i - before;
    switch (mode) {
      case PaddingMode::reflect:
        p = p < 0 ? -p : p >= size ? 2 * (size - 1) - p : p;
        break;
      case PaddingMode::circular: {
        // What is cut away is not wrapped around.
        const int64_t first = std::max<int64_t>(0, -before), left = size - first - std::max<int64_t>(0, -after);
        p = first + (((p - first) % left) + left) % left;
        break;
      }
      default:
        p = std::clamp<int64_t>(p, 0, size - 1);
    }
    at[i] = p;
  }
  return to(index, Dtype::int64, device);
}

void check_side(const Tensor& self, PaddingMode mode, const Side& side) {
  const int64_t size = self.size(side.dim);
  const int64_t most = mode == PaddingMode::reflect ? size - 1 : mode == PaddingMode::circular ? size : INT64_MAX;
  NT_CHECK(side.before <= most && side.after <= most, Code::shape, "[pad] ", name_of(mode), " padding ", side.before,
           " and ", side.after, " is larger than ", most, ", all that dimension ", side.dim, " of ", self.sizes(), " offers");
  NT_CHECK(size > 0 && (mode != PaddingMode::circular || size + std::min<int64_t>(side.before, 0) + std::min<int64_t>(side.after, 0) > 0),
           Code::shape, "[pad] ", name_of(mode), " padding of dimension ", side.dim, " of ", self.sizes(),
           ", which is empty");
}

// The element that each position of each padded dimension shows.
struct Choice {
  int dim;
  int64_t size;
  Tensor index;
};

Tensor padded(const char* node, const Tensor& self, const std::vector<Choice>& choices) {
  Tensor out;
  {
    GradMode off(false);
    out = detach(self);
    for (const Choice& choice : choices) out = index_select(out, choice.dim, choice.index);
    if (choices.empty()) out = clone(out);
  }
  record(node, out, {&self}, {}, [choices](Backward& b) {
    Tensor grad = b.grad();
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
      Dims sizes = grad.sizes();
      sizes[choice->dim] = choice->size;
      grad = index_add(zeros(sizes, grad.dtype(), grad.device()), choice->dim, choice->index, grad, 1);
    }
    b[0] = grad;
  });
  return out;
}

const char* node_of(PaddingMode mode, int dims) {
  constexpr const char* reflect[] = {"ReflectionPad1DBackward0", "ReflectionPad2DBackward0", "ReflectionPad3DBackward0"};
  constexpr const char* replicate[] = {"ReplicationPad1DBackward0", "ReplicationPad2DBackward0",
                                       "ReplicationPad3DBackward0"};
  return mode == PaddingMode::reflect ? reflect[dims - 1] : mode == PaddingMode::replicate ? replicate[dims - 1]
                                                                                           : "CircularPadBackward0";
}

}  // namespace

Tensor constant_pad(const Tensor& self, const Dims& padding, Scalar value) {
  const std::vector<Side> sides = sides_of(self, padding);
  Dims sizes = self.sizes();
  for (const Side& side : sides) sizes[side.dim] += side.before + side.after;
  Tensor out = full(sizes, value, self.dtype(), self.device());
  // The part of self that stays, and its place. A negative padding cuts.
  auto inner = [sides](const Tensor& t, bool of_result) {
    Tensor part = t;
    for (const Side& side : sides) {
      const int64_t start = std::max<int64_t>(0, of_result ? side.before : -side.before);
      const int64_t end = t.size(side.dim) - std::max<int64_t>(0, of_result ? side.after : -side.after);
      part = slice(part, side.dim, start, std::max(start, end), 1);
    }
    return part;
  };
  {
    GradMode off(false);
    Tensor place = inner(out, true);
    if (place.numel() > 0) copy_(place, inner(detach(self), false));
  }
  Dims back = padding;
  for (int i = 0; i < back.size(); ++i) back[i] = -padding[i];
  record("ConstantPadNdBackward0", out, {&self}, {}, [back](Backward& b) { b[0] = constant_pad(b.grad(), back, 0); });
  return out;
}

Tensor pad(const Tensor& self, const Dims& padding, PaddingMode mode, Scalar value) {
  const int32_t number = static_cast<int32_t>(mode);
  NT_CHECK(number >= 0 && number <= 3, Code::argument, "[pad] mode ", number, " is none of 0, 1, 2, 3");
  if (mode == PaddingMode::constant) return constant_pad(self, padding, value.given() ? value : Scalar(0));
  NT_CHECK(!value.given() || value.to<double>() == 0, Code::argument, "[pad] ", name_of(mode), " padding takes no value");
  const std::vector<Side> sides = sides_of(self, padding);
  const int dims = static_cast<int>(sides.size());
  NT_CHECK(dims >= 1 && dims <= 3 && (self.dim() == dims + 1 || self.dim() == dims + 2), Code::shape, "[pad] ",
           name_of(mode), " padding ", padding, " of ", self.sizes(),
           ": it takes 1 to 3 dimensions behind the channels, with or without a batch");
  std::vector<Choice> choices;
  for (const Side& side : sides) {
    check_side(self, mode, side);
    if (side.before == 0 && side.after == 0) continue;
    const int64_t size = self.size(side.dim);
    choices.push_back({side.dim, size, positions(mode, size, side.before, side.after, self.device())});
  }
  return padded(node_of(mode, dims), self, choices);
}

}  // namespace nt

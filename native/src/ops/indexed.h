// Places that index tensors tell: what indexing, gathering and scattering have in common.
#pragma once

#include <vector>

#include "core/backend.h"
#include "core/tensor.h"

namespace nt {

// Which elements of a tensor an index space stands for.
struct Places {
  struct Index {
    Tensor values;  // int64
    Dims strides;   // along the index space
    int64_t size, step;
  };
  Dims shape;    // the index space
  Dims strides;  // the tensor's own step along each dimension of it; 0 where only indices decide
  std::vector<Index> indices;
};

// An index as int64, checked to lie in [0, size), or in [-size, size) where `negative` allows it.
Tensor checked_index(const char* op, const Tensor& index, int64_t size, int64_t dim, bool negative);

// Places of x[..., index[i, j, ...], ...] along dim: all of one rank; the index is checked already.
Places places_along(const Tensor& x, int dim, const Tensor& index);

// Reads from or writes to the places of `big`; small has the shape of the index space, or is larger.
void run_indexed(IndexedMode mode, const Places& places, const Tensor& big, const Tensor& small);
// Reads from the places of a tensor on the CPU into dense memory, by one dense index that nobody has checked; false where an
// element of it is outside [0, size).
bool read_unchecked(const Places& places, const Tensor& big, const Tensor& small);

// Whether writing one could change the other: an index that was checked must not change before it is used.
bool share_memory(const Tensor& a, const Tensor& b);

// A 0-d tensor counts as having one dimension.
Tensor at_least_1d(const Tensor& t);

// What is changed in place, or a copy of self that may be changed, or the output that receives it.
class Target {
 public:
  Target(const char* op, const Tensor& self, Tensor* into, std::initializer_list<const Tensor*> inputs);
  bool in_place() const { return in_place_; }
  // The tensor to write; dense memory of self's sizes unless it is changed in place.
  Tensor& memory() { return memory_; }
  // Hands out the result and records its derivative. inputs[0] is self.
  template <class F>
  Tensor done(const char* node_name, std::initializer_list<const Tensor*> inputs,
              std::initializer_list<const Tensor*> saved, F formula);

 private:
  Tensor finish();
  const char* op_;
  Tensor* into_;
  bool in_place_, recorded_;
  Tensor self_, memory_;
};

// The result, or *into after receiving it; for ops without an in-place form. `into` must not share memory with operands.
Tensor into_output(const char* op, const Tensor& result, Tensor* into, std::initializer_list<const Tensor*> operands);
void check_no_overlap(const char* op, const Tensor& into, const Tensor& operand);

}  // namespace nt

#include "ops/record.h"

namespace nt {

template <class F>
Tensor Target::done(const char* node_name, std::initializer_list<const Tensor*> inputs,
                    std::initializer_list<const Tensor*> saved, F formula) {
  Ref<Node> node;
  ClosureNode<F>* closure = nullptr;
  if (recorded_) {
    closure = new ClosureNode<F>(node_name, std::move(formula));
    node = Ref<Node>::adopt(closure);
    add_edges(*closure, inputs);
  }
  Tensor out = finish();
  if (!recorded_) return out;
  if (in_place_) {
    rebase_history(out, node);
  } else {
    set_history(out, node);
  }
  int i = 0;
  // A tensor that is this op's memory is its result; self as it was is kept as a copy by the caller.
  for (const Tensor* tensor : saved) {
    const bool is_result = tensor->defined() && tensor->is_same(memory_);
    closure->save(i++, is_result ? out : *tensor, is_result);
  }
  return out;
}

}  // namespace nt

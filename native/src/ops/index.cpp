// x[i, :, j]: index tensors broadcast together over the dimensions that they replace, reading and writing.
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/indexed.h"
#include "ops/masks.h"

namespace nt {
namespace {

// A mask over k dimensions is the k index tensors of its true elements; uint8 is a mask too, as in PyTorch.
std::vector<Tensor> without_masks(const char* op, const Tensor& self, const std::vector<Tensor>& given) {
  std::vector<Tensor> result;
  for (const Tensor& index : given) {
    const bool is_mask = index.defined() && (is_bool(index.dtype()) || index.dtype() == Dtype::uint8);
    if (!is_mask) {
      NT_CHECK(!index.defined() || index.dtype() == Dtype::int64 || index.dtype() == Dtype::int32, Code::dtype, "[", op,
               "] the index is ", index.dtype(), ", not int64, bool or uint8");
      result.push_back(index);
      continue;
    }
    const int at = static_cast<int>(result.size());
    for (int d = 0; d < index.dim(); ++d) {
      NT_CHECK(at + d < self.dim() && index.size(d) == self.size(at + d), Code::index, "[", op, "] a mask of sizes ",
               index.sizes(), " does not fit ", self.sizes(), " at dimension ", at);
    }
    const Tensor places = nonzero(index);
    for (int d = 0; d < index.dim(); ++d) result.push_back(select(places, 1, d));
  }
  return result;
}

// The places that the indices choose. Where index tensors stand side by side the choice keeps their place among the
// dimensions; else it comes first.
Places choose(const char* op, const Tensor& self, const std::vector<Tensor>& given) {
  NT_CHECK(static_cast<int>(given.size()) <= self.dim(), Code::index, "[", op, "] ", given.size(), " indices for ",
           self.dim(), " dimensions of ", self.sizes());
  std::vector<Tensor> indices = without_masks(op, self, given);
  NT_CHECK(static_cast<int>(indices.size()) <= self.dim(), Code::index, "[", op, "] ", indices.size(), " indices for ",
           self.dim(), " dimensions of ", self.sizes());
  indices.resize(static_cast<size_t>(self.dim()));
  Dims sizes, dims;
  bool adjacent = true;
  for (int d = 0; d < self.dim(); ++d) {
    const Tensor& index = indices[static_cast<size_t>(d)];
    if (!index.defined()) continue;
    adjacent = adjacent && (dims.empty() || dims.back() == d - 1);
    dims.push_back(d);
    sizes = dims.size() == 1 ? index.sizes() : broadcast(op, sizes, index.sizes());
  }
  NT_CHECK(!dims.empty(), Code::argument, "[", op, "] no index is given");

  Places places;
  const int first = adjacent ? static_cast<int>(dims[0]) : 0;  // where the choice begins
  auto add_choice = [&] {
    for (int64_t size : sizes) {
      places.shape.push_back(size);
      places.strides.push_back(0);
    }
  };
  if (!adjacent) add_choice();
  for (int d = 0; d < self.dim(); ++d) {
    if (adjacent && d == first) add_choice();
    if (dims.contains(d)) continue;
    places.shape.push_back(self.size(d));
    places.strides.push_back(self.stride(d));
  }
  const bool empty = numel_of(places.shape) == 0;
  for (int64_t dim : dims) {
    const int d = static_cast<int>(dim);
    const Tensor& index = indices[static_cast<size_t>(d)];
    NT_CHECK(!empty || self.size(d) > 0 || index.numel() == 0, Code::index, "[", op, "] index is out of range for dimension ",
             d, " of size 0");
    const Tensor values = expand(empty ? to(index, Dtype::int64) : checked_index(op, index, self.size(d), d, true), sizes);
    Dims strides = Dims::filled(places.shape.size(), 0);
    for (int i = 0; i < sizes.size(); ++i) strides[first + i] = values.stride(i);
    places.indices.push_back({values, strides, self.size(d), self.stride(d)});
  }
  return places;
}

std::vector<const Tensor*> pointers(const std::vector<Tensor>& tensors) {
  std::vector<const Tensor*> result;
  for (const Tensor& t : tensors) result.push_back(&t);
  return result;
}

// A node that keeps the indices, as they were given, with their versions.
template <class F>
Ref<Node> indexed_node(const char* name, std::initializer_list<const Tensor*> inputs, const std::vector<Tensor>& indices,
                       F formula) {
  auto* node = new ClosureNode<F>(name, std::move(formula));
  auto ref = Ref<Node>::adopt(node);
  add_edges(*node, inputs);
  int i = 0;
  for (const Tensor* index : pointers(indices)) node->save(i++, *index, false);
  return ref;
}

void put_values(const char* op, Tensor& self, const Places& places, const Tensor& values, bool accumulate) {
  NT_CHECK(broadcast(op, places.shape, values.sizes()) == places.shape, Code::shape, "[", op, "] values ",
           values.sizes(), " do not fit the selection ", places.shape);
  const Tensor fitting = to(detach(values), self.dtype(), self.device());
  const bool same_memory = fitting.storage().block() == self.storage().block();
  const Tensor spread = expand(same_memory ? clone(fitting) : fitting, places.shape);
  run_indexed(accumulate ? IndexedMode::add : IndexedMode::put, places, self, spread);
}

}  // namespace

Tensor index(const Tensor& self, const std::vector<Tensor>& indices) {
  const Places places = [&] {
    GradMode off(false);
    return choose("index", self, indices);
  }();
  Tensor out = Tensor::empty(places.shape, self.dtype(), self.device());
  run_indexed(IndexedMode::get, places, self, out);
  if (!is_floating(self.dtype()) || !any_needs_grad({&self})) return out;
  const Dims whole = self.sizes();
  const size_t count = indices.size();
  set_history(out, indexed_node("IndexBackward0", {&self}, indices, [whole, count](Backward& b) {
                Tensor result = zeros(whole, b.grad().dtype(), b.grad().device());
                b[0] = index_put_(result, b.saved_list(count), b.grad(), true);
              }));
  return out;
}

Tensor& index_put_(Tensor& self, const std::vector<Tensor>& indices, const Tensor& values, bool accumulate) {
  check_inplace("index_put_", self);
  NT_CHECK(values.dtype() == self.dtype() || values.dim() == 0, Code::dtype, "[index_put_] values are ", values.dtype(),
           ", self ", self.dtype());
  const bool recorded = any_needs_grad({&self, &values}) && is_floating(self.dtype());
  result_tensor("index_put_", self.sizes(), self.dtype(), self.device(), self, &self);
  // Edges are taken before the change: self is an input as it was.
  Ref<Node> node;
  if (recorded) {
    const size_t count = indices.size();
    node = indexed_node("IndexPutBackward0", {&self, &values}, indices, [count, accumulate](Backward& b) {
      const std::vector<Tensor> saved = b.saved_list(count);
      if (b.needs(0)) {
        b[0] = b.grad();
        if (!accumulate) {
          b[0] = clone(b.grad());
          index_put_(b[0], saved, zeros({}, b.grad().dtype(), b.grad().device()), false);
        }
      }
      if (b.needs(1)) b[1] = nt::index(b.grad(), saved);
    });
  }
  {
    GradMode off(false);
    const Tensor memory = detach(self);
    auto apart = [&](const Tensor& t) { return t.defined() && share_memory(t, self) ? clone(t) : t; };
    std::vector<Tensor> chosen;
    for (const Tensor& index : indices) chosen.push_back(apart(index));
    const Places places = choose("index_put_", memory, chosen);
    const bool widens = accumulate && compute_dtype(self.dtype()) != self.dtype();
    Tensor wide = widens ? to(memory, Dtype::float32) : memory;
    put_values("index_put_", wide, widens ? choose("index_put_", wide, chosen) : places, apart(values), accumulate);
    if (widens) {
      Tensor narrow = memory;
      copy_(narrow, wide);
    }
  }
  finish_inplace("index_put_", self);
  if (recorded) rebase_history(self, node);
  return self;
}

}  // namespace nt

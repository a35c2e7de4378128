// Joining tensors.
#include <algorithm>

#include "core/backend.h"
#include "core/inline_vector.h"
#include "ops/layout.h"
#include "ops/operands.h"
#include "ops/ops.h"
#include "ops/record.h"
#include "ops/shape.h"

namespace nt {
namespace {

class CatBackward final : public Node {
 public:
  CatBackward(int dim, std::vector<int64_t> lengths) : Node("CatBackward0"), dim_(dim), lengths_(std::move(lengths)) {}
  void apply(const Tensor* grads, Tensor* results) override {
    int64_t start = 0;
    for (size_t i = 0; i < lengths_.size(); ++i) {
      if (needs(static_cast<int>(i))) results[i] = narrow(grads[0], dim_, start, lengths_[i]);
      start += lengths_[i];
    }
  }

 private:
  int dim_;
  std::vector<int64_t> lengths_;
};

// PyTorch lets empty 1-d tensors join anything.
bool is_skipped(const Tensor& t) { return t.dim() == 1 && t.numel() == 0; }

// Writes t into out, from `start` on in dimension d. What is row-major has a run in each index of the dimensions before d;
// views and their iterators would take ten times as long as a few numbers do.
void place(Tensor& out, const Tensor& t, int d, int64_t start) {
  if (t.numel() == 0) return;
  if (!t.is_contiguous() || !out.is_contiguous()) {
    Tensor part = Tensor::over(out.storage_ref(), t.sizes(), out.strides(), start * out.stride(d), out.dtype());
    Iter it = elementwise(part, {&t});
    return backend(out.device()).copy(it);
  }
  const int64_t run = t.size(d) * out.stride(d);
  Iter it;
  it.numel = t.numel();
  it.shape[0] = run;
  it.shape[1] = t.numel() / run;
  it.ndim = it.shape[1] > 1 ? 2 : run > 1 ? 1 : 0;
  it.device_index = out.device().index;
  it.count = 2;
  it.operand[0].data = out.raw() + start * out.stride(d) * size_of(out.dtype());
  it.operand[1].data = t.raw();
  const int64_t steps[] = {out.size(d) * out.stride(d), run};
  const Dtype dtypes[] = {out.dtype(), t.dtype()};
  for (int k = 0; k < 2; ++k) {
    it.operand[k].dtype = dtypes[k];
    it.operand[k].strides[0] = size_of(dtypes[k]);
    it.operand[k].strides[1] = steps[k] * size_of(dtypes[k]);
  }
  if (run == 1) it.simplify();  // one loop with a step, as stack(-1) has it, instead of a loop per element
  backend(out.device()).copy(it);
}

}  // namespace

Tensor cat(const std::vector<Tensor>& given, int64_t dim) {
  NT_CHECK(!given.empty(), Code::argument, "[cat] no tensors");
  InlineVector<const Tensor*, 8> tensors;
  Dtype dtype = given[0].dtype();
  for (const Tensor& t : given) {
    NT_CHECK(t.dim() > 0, Code::shape, "[cat] a 0-d tensor cannot be joined");
    NT_CHECK(t.device() == given[0].device(), Code::device, "[cat] tensors are on ", given[0].device(), " and ", t.device());
    dtype = promote(dtype, t.dtype());
    if (!is_skipped(t)) tensors.push_back(&t);
  }
  if (tensors.empty()) {
    for (const Tensor& t : given) tensors.push_back(&t);
  }
  const Tensor& first = *tensors[0];
  const int d = wrap_dim("cat", dim, first.dim());
  Dims sizes = first.sizes();
  sizes[d] = 0;
  bool recorded = false;
  for (const Tensor* each : tensors) {
    const Tensor& t = *each;
    bool fits = t.dim() == first.dim();
    for (int i = 0; fits && i < t.dim(); ++i) fits = i == d || t.size(i) == first.size(i);
    NT_CHECK(fits, Code::shape, "[cat] ", first.sizes(), " and ", t.sizes(), " differ in other dimensions than ", d);
    sizes[d] += t.size(d);
    recorded = recorded || any_needs_grad({&t});
  }
  Tensor out = joined_result(sizes, dtype, first.device(), given);
  int64_t start = 0;
  for (const Tensor* t : tensors) {
    place(out, *t, d, start);
    start += t->size(d);
  }
  if (recorded && is_floating(dtype)) {
    std::vector<int64_t> lengths;
    for (const Tensor* t : tensors) lengths.push_back(t->size(d));
    auto* node = new CatBackward(d, std::move(lengths));
    auto ref = Ref<Node>::adopt(node);
    for (const Tensor* t : tensors) node->edges.push_back(gradient_edge(*t));
    set_history(out, ref);
  }
  return out;
}

Tensor stack(const std::vector<Tensor>& tensors, int64_t dim) {
  NT_CHECK(!tensors.empty(), Code::argument, "[stack] no tensors");
  const int d = wrap_dim("stack", dim, tensors[0].dim() + 1);
  std::vector<Tensor> parts;
  for (const Tensor& t : tensors) {
    NT_CHECK(t.sizes() == tensors[0].sizes(), Code::shape, "[stack] ", tensors[0].sizes(), " and ", t.sizes(),
             " differ");
    parts.push_back(unsqueeze(t, d));
  }
  return cat(parts, d);
}

namespace {

template <class F>
std::vector<Tensor> each(const char* op, const std::vector<Tensor>& tensors, F f) {
  NT_CHECK(!tensors.empty(), Code::argument, "[", op, "] no tensors");
  std::vector<Tensor> result;
  for (const Tensor& t : tensors) result.push_back(f(t));
  return result;
}

}  // namespace

Tensor hstack(const std::vector<Tensor>& tensors) {
  const std::vector<Tensor> parts = each("hstack", tensors, atleast_1d);
  return cat(parts, parts[0].dim() == 1 ? 0 : 1);
}

Tensor vstack(const std::vector<Tensor>& tensors) { return cat(each("vstack", tensors, atleast_2d), 0); }

Tensor dstack(const std::vector<Tensor>& tensors) { return cat(each("dstack", tensors, atleast_3d), 2); }

Tensor column_stack(const std::vector<Tensor>& tensors) {
  return cat(each("column_stack", tensors, [](const Tensor& t) { return t.dim() <= 1 ? reshape(t, {t.numel(), 1}) : t; }),
             1);
}

Tensor block_diag(const std::vector<Tensor>& tensors) {
  if (tensors.empty()) return Tensor::empty({1, 0}, kDefaultFloat);
  Dtype dtype = tensors[0].dtype();
  int64_t rows = 0, columns = 0;
  std::vector<Tensor> blocks;
  for (const Tensor& t : tensors) {
    NT_CHECK(t.dim() <= 2, Code::shape, "[block_diag] ", t.sizes(), " has more than 2 dimensions");
    NT_CHECK(t.device() == tensors[0].device(), Code::device, "[block_diag] tensors are on ", tensors[0].device(), " and ",
             t.device());
    dtype = promote(dtype, t.dtype());
    blocks.push_back(atleast_2d(t));
    rows += blocks.back().size(0);
    columns += blocks.back().size(1);
  }
  // A row of blocks is a block between zeros.
  std::vector<Tensor> bands;
  int64_t before = 0;
  for (const Tensor& block : blocks) {
    const int64_t height = block.size(0), width = block.size(1);
    auto none = [&](int64_t w) { return zeros({height, w}, dtype, block.device()); };
    bands.push_back(cat({none(before), to(block, dtype), none(columns - before - width)}, 1));
    before += width;
  }
  return cat(bands, 0);
}

std::vector<Tensor> broadcast_tensors(const std::vector<Tensor>& tensors) {
  Dims sizes;
  for (const Tensor& t : tensors) sizes = broadcast("broadcast_tensors", sizes, t.sizes());
  std::vector<Tensor> result;
  for (const Tensor& t : tensors) result.push_back(expand(t, sizes));
  return result;
}

std::vector<Tensor> meshgrid(const std::vector<Tensor>& given, bool xy) {
  NT_CHECK(!given.empty(), Code::argument, "[meshgrid] no tensors");
  const bool swaps = xy && given.size() >= 2;
  std::vector<Tensor> tensors = given;
  if (swaps) std::swap(tensors[0], tensors[1]);
  Dims sizes;
  for (const Tensor& t : tensors) {
    NT_CHECK(t.dim() <= 1, Code::shape, "[meshgrid] ", t.sizes(), " has more than one dimension");
    NT_CHECK(t.dtype() == tensors[0].dtype(), Code::dtype, "[meshgrid] tensors are ", tensors[0].dtype(), " and ",
             t.dtype());
    NT_CHECK(t.device() == tensors[0].device(), Code::device, "[meshgrid] tensors are on ", tensors[0].device(), " and ",
             t.device());
    sizes.push_back(t.numel());
  }
  std::vector<Tensor> grids;
  for (size_t i = 0; i < tensors.size(); ++i) {
    Dims shape = Dims::filled(sizes.size(), 1);
    shape[static_cast<int>(i)] = tensors[i].numel();
    grids.push_back(expand(reshape(tensors[i], shape), sizes));
  }
  if (swaps) std::swap(grids[0], grids[1]);
  return grids;
}

Tensor cartesian_prod(const std::vector<Tensor>& tensors) {
  NT_CHECK(!tensors.empty(), Code::argument, "[cartesian_prod] no tensors");
  for (const Tensor& t : tensors) {
    NT_CHECK(t.dim() == 1, Code::shape, "[cartesian_prod] ", t.sizes(), " is no vector");
  }
  if (tensors.size() == 1) return tensors[0];
  std::vector<Tensor> columns;
  for (const Tensor& grid : meshgrid(tensors, false)) columns.push_back(reshape(grid, {-1}));
  return stack(columns, 1);
}

Tensor combinations(const Tensor& self, int64_t r, bool with_replacement) {
  NT_CHECK(self.dim() == 1, Code::shape, "[combinations] ", self.sizes(), " is no vector");
  NT_CHECK(r >= 0, Code::argument, "[combinations] negative r ", r);
  const int64_t n = self.size(0);
  if (r == 0) return Tensor::empty({0}, self.dtype(), self.device());
  // Rising positions, one combination after the other.
  std::vector<int64_t> places, current;
  int64_t count = 0;
  const bool any = n > 0 && (with_replacement || r <= n);
  if (any) {
    NT_CHECK(r <= 4096, Code::argument, "[combinations] r ", r, " is too large");
    for (int64_t i = 0; i < r; ++i) current.push_back(with_replacement ? 0 : i);
  }
  for (bool more = any; more;) {
    places.insert(places.end(), current.begin(), current.end());
    ++count;
    more = false;
    for (int64_t i = r - 1; i >= 0 && !more; --i) {
      const int64_t last = with_replacement ? n - 1 : n - r + i;
      if (current[static_cast<size_t>(i)] >= last) continue;
      const int64_t next = ++current[static_cast<size_t>(i)];
      for (int64_t j = i + 1; j < r; ++j) current[static_cast<size_t>(j)] = with_replacement ? next : next + j - i;
      more = true;
    }
  }
  Tensor index = Tensor::empty({count * r}, Dtype::int64);
  std::copy(places.begin(), places.end(), index.data<int64_t>());
  return reshape(index_select(self, 0, to(index, Dtype::int64, self.device())), {count, r});
}

}  // namespace nt

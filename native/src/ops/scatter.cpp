// Gather and scatter along one dimension, and their forms with an index for whole slices (index_add and the like): those
// are scatters whose index is expanded over the other dimensions, which costs no memory.
#include "ops/scatter.h"

#include <limits>

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/indexed.h"
#include "ops/widen.h"

namespace nt {
namespace {

Dims at_least_1d(const Dims& sizes) { return sizes.empty() ? Dims{1} : sizes; }

// Sizes of index may not be larger than self's but along dim.
void check_gather(const char* op, const Tensor& self, const Tensor& index, int dim) {
  const Dims have = at_least_1d(self.sizes()), want = at_least_1d(index.sizes());
  if (index.numel() == 0) return;
  NT_CHECK(have.size() == want.size(), Code::shape, "[", op, "] the index ", index.sizes(),
           " has not as many dimensions as ", self.sizes());
  for (int d = 0; d < want.size(); ++d) {
    NT_CHECK(d == dim || want[d] <= have[d], Code::shape, "[", op, "] the index ", index.sizes(), " is larger than ",
             self.sizes(), " in dimension ", d);
  }
}

void check_int64(const char* op, const Tensor& index) {
  NT_CHECK(index.dtype() == Dtype::int64 || index.numel() == 0, Code::dtype, "[", op, "] the index is ", index.dtype(),
           ", not int64");
}

void check_same_dtype(const char* op, const Tensor& self, const Tensor& src) {
  NT_CHECK(src.dtype() == self.dtype(), Code::dtype, "[", op, "] src is ", src.dtype(), ", self ", self.dtype());
}

int64_t size_at(const Tensor& t, int dim) { return t.dim() == 0 ? 1 : t.size(dim); }

// The part of src that index covers, with the index's sizes.
Tensor fit_src(const char* op, const Tensor& src, const Tensor& index) {
  const Dims have = at_least_1d(src.sizes()), want = at_least_1d(index.sizes());
  NT_CHECK(have.size() == want.size(), Code::shape, "[", op, "] the index ", index.sizes(),
           " has not as many dimensions as src ", src.sizes());
  if (have == want) return src.dim() == index.dim() ? src : reshape(src, index.sizes());
  Tensor part = at_least_1d(src);
  for (int d = 0; d < want.size(); ++d) {
    NT_CHECK(want[d] <= have[d], Code::shape, "[", op, "] the index ", index.sizes(), " is larger than src ", src.sizes(),
             " in dimension ", d);
    if (want[d] < have[d]) part = slice(part, d, 0, want[d], 1);
  }
  return reshape(part, index.sizes());
}

// Combines src into memory at index along dim; all may be 0-d. 16-bit floats are combined in float32.
void write(const char* op, Tensor& memory, int dim, const Tensor& index, const Tensor& src, IndexedMode mode) {
  GradMode off(false);
  if (index.numel() == 0) return;
  if (mode > IndexedMode::put && needs_widening(memory)) {
    Tensor wide = widened(detach(memory));
    write(op, wide, dim, index, widened(detach(src)), mode);
    copy_(memory, wide);
    return;
  }
  const Tensor big = at_least_1d(detach(memory)), places = at_least_1d(index);
  Tensor small = at_least_1d(detach(src));
  if (small.storage().block() == big.storage().block()) small = clone(small);
  run_indexed(mode, places_along(big, dim, places), big, small);
}

void write_value(const char* op, Tensor& memory, int dim, const Tensor& index, Scalar value) {
  GradMode off(false);
  write(op, memory, dim, index, expand(full({}, value, memory.dtype(), memory.device()), index.sizes()), IndexedMode::put);
}

// An index for whole slices along dim, expanded to `sizes`.
Tensor slice_index(const Tensor& index, int dim, const Dims& sizes) {
  Dims shape = Dims::filled(sizes.size(), 1);
  if (sizes.empty()) return reshape(index, {});
  shape[dim] = index.numel();
  return expand(reshape(index, shape), sizes);
}

// The number that changes nothing, where self is not included.
Scalar identity(ScatterReduce reduce, Dtype dtype) {
  switch (reduce) {
    case ScatterReduce::prod:
      return 1;
    case ScatterReduce::amax:
    case ScatterReduce::amin:
      return visit_dtype(dtype, [&](auto zero) -> Scalar {
        using T = decltype(zero);
        const bool largest = reduce == ScatterReduce::amin;
        if (is_floating(dtype)) {
          const double infinity = std::numeric_limits<double>::infinity();
          return largest ? infinity : -infinity;
        }
        if constexpr (std::is_integral_v<T>) {
          return static_cast<int64_t>(largest ? std::numeric_limits<T>::max() : std::numeric_limits<T>::min());
        }
        return 0;
      });
    default:
      return 0;
  }
}

IndexedMode mode_of(ScatterReduce reduce) {
  switch (reduce) {
    case ScatterReduce::prod:
      return IndexedMode::multiply;
    case ScatterReduce::amax:
      return IndexedMode::amax;
    case ScatterReduce::amin:
      return IndexedMode::amin;
    default:
      return IndexedMode::add;
  }
}

// How many elements went into each place, at least 1.
Tensor counts(const Tensor& like, int dim, const Tensor& index, bool include_self) {
  GradMode off(false);
  Tensor count = full(like.sizes(), include_self ? 1 : 0, Dtype::int64, like.device());
  write("scatter_reduce", count, dim, index, expand(full({}, 1, Dtype::int64, like.device()), index.sizes()),
        IndexedMode::add);
  return maximum(count, scalar_tensor(1));
}

Tensor gathered(const Tensor& t, int dim, const Tensor& index) { return gather(t, dim, index); }

void prod_gradients(Backward& b, const Tensor& self, const Tensor& src, const Tensor& index, const Tensor& result, int dim,
                    bool include_self) {
  auto again = [&](const Tensor& a, const Tensor& s) {
    return scatter_reduce("scatter_reduce", a, dim, index, s, ScatterReduce::prod, include_self);
  };
  // Zeros are taken out, so that the product of the others can be had by division.
  if (b.needs(0)) {
    const Tensor others = masked_fill(self, eq(detach(self), scalar_tensor(0)), 1);
    b[0] = b.grad() * again(others, src) / others;
  }
  if (b.needs(1)) {
    const Tensor zero = eq(detach(src), scalar_tensor(0));
    const Tensor zeros_there =
        gather(scatter_add(zeros_like(self), dim, index, to(zero, self.dtype())), dim, index);
    const Tensor only_zero = logical_and(zero, eq(zeros_there, scalar_tensor(1)));
    const Tensor without = again(self, masked_fill(src, only_zero, 1));
    b[1] = where(only_zero, gathered(b.grad() * without, dim, index),
                 gathered(b.grad() * result, dim, index) / masked_fill(src, zero, 1));
  }
}

// Equal extremes share the gradient.
void extreme_gradients(Backward& b, const Tensor& self, const Tensor& src, const Tensor& index, const Tensor& result,
                       int dim) {
  const Dtype dtype = self.dtype();
  const Tensor self_wins = to(eq(detach(self), detach(result)), dtype);
  const Tensor src_wins = to(eq(detach(src), gather(detach(result), dim, index)), dtype);
  const Tensor share = b.grad() / scatter_add(self_wins, dim, index, src_wins);
  if (b.needs(0)) b[0] = self_wins * share;
  if (b.needs(1)) b[1] = src_wins * gather(share, dim, index);
}

void reduce_gradients(Backward& b, int dim, ScatterReduce reduce, bool include_self) {
  const Tensor index = b.saved(0);
  if (reduce == ScatterReduce::sum) {
    b[0] = b.grad();
    if (b.needs(1)) b[1] = gather(b.grad(), dim, index);
  } else if (reduce == ScatterReduce::mean) {
    const Tensor count = to(counts(b.grad(), dim, index, include_self), b.grad().dtype());
    b[0] = b.grad() / count;
    if (b.needs(1)) b[1] = gather(b.grad() / count, dim, index);
  } else if (reduce == ScatterReduce::prod) {
    prod_gradients(b, b.saved(1), b.saved(2), index, b.saved(3), dim, include_self);
  } else {
    extreme_gradients(b, b.saved(1), b.saved(2), index, b.saved(3), dim);
  }
  if (!include_self && b.needs(0)) b[0] = scatter_value(b[0], dim, index, 0);
}

// index and src have equal sizes.
Tensor reduced(const char* op, const char* node, const Tensor& self, int dim, const Tensor& index, const Tensor& src,
               ScatterReduce reduce, bool include_self, Tensor* into) {
  Target target(op, self, into, {&self, &src});
  const bool reads = reduce != ScatterReduce::sum && reduce != ScatterReduce::mean;
  Tensor before = self, none;
  if (reads && target.in_place()) {
    GradMode off(false);
    before = clone(self);
  }
  {
    GradMode off(false);
    Tensor memory = detach(target.memory());
    Tensor wide = needs_widening(memory) ? widened(memory) : memory;
    const Tensor from = needs_widening(memory) ? widened(detach(src)) : src;
    if (!include_self) write_value(op, wide, dim, index, identity(reduce, self.dtype()));
    write(op, wide, dim, index, from, mode_of(reduce));
    if (reduce == ScatterReduce::mean) {
      const Tensor count = to(counts(wide, dim, index, include_self), wide.dtype());
      copy_(wide, is_floating(wide.dtype()) ? div(wide, count) : floor_divide(wide, count));
    }
    if (needs_widening(memory)) copy_(memory, wide);
  }
  return target.done(node, {&self, &src},
                     {&index, reads ? &before : &none, reads ? &src : &none, reads ? &target.memory() : &none},
                     [dim, reduce, include_self](Backward& b) { reduce_gradients(b, dim, reduce, include_self); });
}

// Checks what index_add, index_copy and index_reduce have in common, and expands the index over the slices.
Tensor expanded_index(const char* op, const Tensor& self, int dim, const Tensor& index, const Tensor& source) {
  NT_CHECK(index.dim() <= 1, Code::shape, "[", op, "] the index has sizes ", index.sizes(), ", not one dimension");
  check_same_dtype(op, self, source);
  Dims want = at_least_1d(self.sizes());
  want[dim] = index.numel();
  NT_CHECK(at_least_1d(source.sizes()) == want, Code::shape, "[", op, "] source has sizes ", source.sizes(),
           ", which should be ", want, ": ", self.sizes(), " with as many slices of dimension ", dim, " as the index ",
           index.sizes(), " names");
  const Tensor values = checked_index(op, index, size_at(self, dim), dim, false);
  return slice_index(values, dim, source.sizes());
}

}  // namespace

Tensor gather(const Tensor& self, int64_t dim, const Tensor& index) {
  const int d = wrap_dim("gather", dim, self.dim());
  check_int64("gather", index);
  check_gather("gather", self, index, d);
  const bool checks = self.device().is_cpu() && index.device().is_cpu();  // while it reads
  const Tensor values =
      checks ? contiguous(to(index, Dtype::int64)) : checked_index("gather", index, size_at(self, d), d, false);
  Tensor out = Tensor::empty(index.sizes(), self.dtype(), self.device());
  if (out.numel() > 0) {
    GradMode off(false);
    const Tensor big = at_least_1d(detach(self)), small = at_least_1d(out);
    const Places places = places_along(big, d, at_least_1d(values));
    if (!checks) {
      run_indexed(IndexedMode::get, places, big, small);
    } else if (!read_unchecked(places, big, small)) {
      checked_index("gather", values, size_at(self, d), d, false);  // says which
    }
  }
  const Dims whole = self.sizes();
  record("GatherBackward0", out, {&self}, {&values}, [whole, d](Backward& b) {
    b[0] = scatter_add(zeros(whole, b.grad().dtype(), b.grad().device()), d, b.saved(0), b.grad());
  });
  return out;
}

Tensor index_select(const Tensor& self, int64_t dim, const Tensor& index) {
  NT_CHECK(index.dim() <= 1, Code::shape, "[index_select] the index has sizes ", index.sizes(), ", not one dimension");
  const int d = wrap_dim("index_select", dim, self.dim());
  NT_CHECK(self.dim() > 0 || index.numel() == 1, Code::index, "[index_select] a 0-d tensor has one element, not ",
           index.numel());
  const Tensor values = checked_index("index_select", index, size_at(self, d), d, false);
  Dims sizes = self.sizes();
  if (self.dim() > 0) sizes[d] = index.numel();
  Tensor out = Tensor::empty(sizes, self.dtype(), self.device());
  if (out.numel() > 0) {
    GradMode off(false);
    const Tensor big = at_least_1d(detach(self));
    run_indexed(IndexedMode::get, places_along(big, d, at_least_1d(slice_index(values, d, sizes))), big, at_least_1d(out));
  }
  const Dims whole = self.sizes();
  record("IndexSelectBackward0", out, {&self}, {&values}, [whole, d](Backward& b) {
    b[0] = index_add(zeros(whole, b.grad().dtype(), b.grad().device()), d, b.saved(0), b.grad(), 1);
  });
  return out;
}

Tensor scatter(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& given, Tensor* into) {
  const int d = wrap_dim("scatter", dim, self.dim());
  check_int64("scatter", index);
  check_same_dtype("scatter", self, given);
  check_gather("scatter", self, index, d);
  const Tensor src = fit_src("scatter", given, index);
  const Tensor values = checked_index("scatter", index, size_at(self, d), d, false);
  Target target("scatter", self, into, {&self, &src});
  write("scatter", target.memory(), d, values, src, IndexedMode::put);
  return target.done("ScatterBackward0", {&self, &src}, {&values}, [d](Backward& b) {
    if (b.needs(0)) b[0] = scatter_value(b.grad(), d, b.saved(0), 0);
    if (b.needs(1)) b[1] = gather(b.grad(), d, b.saved(0));
  });
}

Tensor scatter_value(const Tensor& self, int64_t dim, const Tensor& index, Scalar value, Tensor* into) {
  const int d = wrap_dim("scatter", dim, self.dim());
  check_int64("scatter", index);
  check_gather("scatter", self, index, d);
  const Tensor values = checked_index("scatter", index, size_at(self, d), d, false);
  Target target("scatter", self, into, {&self});
  write_value("scatter", target.memory(), d, values, value);
  return target.done("ScatterBackward1", {&self}, {&values},
                     [d](Backward& b) { b[0] = scatter_value(b.grad(), d, b.saved(0), 0); });
}

Tensor scatter_add(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& given, Tensor* into) {
  const int d = wrap_dim("scatter_add", dim, self.dim());
  check_int64("scatter_add", index);
  check_same_dtype("scatter_add", self, given);
  check_gather("scatter_add", self, index, d);
  const Tensor src = fit_src("scatter_add", given, index);
  const Tensor values = checked_index("scatter_add", index, size_at(self, d), d, false);
  return reduced("scatter_add", "ScatterAddBackward0", self, d, values, src, ScatterReduce::sum, true, into);
}

Tensor scatter_reduce(const char* op, const Tensor& self, int64_t dim, const Tensor& index, const Tensor& given,
                      ScatterReduce reduce, bool include_self, Tensor* into) {
  const int d = wrap_dim(op, dim, self.dim());
  check_int64(op, index);
  check_same_dtype(op, self, given);
  check_gather(op, self, index, d);
  NT_CHECK(reduce != ScatterReduce::mean || !is_bool(self.dtype()), Code::dtype, "[", op, "] bool has no mean");
  const Tensor src = fit_src(op, given, index);
  const Tensor values = checked_index(op, index, size_at(self, d), d, false);
  return reduced(op, "ScatterReduceBackward0", self, d, values, src, reduce, include_self, into);
}

Tensor index_add(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, Scalar alpha, Tensor* into) {
  const int d = wrap_dim("index_add", dim, self.dim());
  NT_CHECK(!alpha.is_floating() || is_floating(self.dtype()), Code::dtype, "[index_add] a floating alpha does not fit ",
           self.dtype());
  const Tensor values = expanded_index("index_add", self, d, index, source);
  Tensor src = source;
  if (is_bool(self.dtype())) {
    if (!alpha.to<bool>()) src = zeros_like(source);
  } else {
    src = scaled(source, alpha);
  }
  return reduced("index_add", "IndexAddBackward0", self, d, values, src, ScatterReduce::sum, true, into);
}

Tensor index_copy(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, Tensor* into) {
  const int d = wrap_dim("index_copy", dim, self.dim());
  check_int64("index_copy", index);
  const Tensor values = expanded_index("index_copy", self, d, index, source);
  Target target("index_copy", self, into, {&self, &source});
  write("index_copy", target.memory(), d, values, source, IndexedMode::put);
  return target.done("IndexCopyBackward0", {&self, &source}, {&values}, [d](Backward& b) {
    if (b.needs(0)) b[0] = scatter_value(b.grad(), d, b.saved(0), 0);
    if (b.needs(1)) b[1] = gather(b.grad(), d, b.saved(0));
  });
}

Tensor index_fill(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& value, Tensor* into) {
  const int d = wrap_dim("index_fill", dim, self.dim());
  check_int64("index_fill", index);
  NT_CHECK(index.dim() <= 1, Code::shape, "[index_fill] the index has sizes ", index.sizes(), ", not one dimension");
  NT_CHECK(value.dim() == 0, Code::shape, "[index_fill] the value has sizes ", value.sizes(), ", not none");
  NT_CHECK(is_floating(self.dtype()) || !is_floating(value.dtype()), Code::dtype, "[index_fill] a ", value.dtype(),
           " value does not fit ", self.dtype());
  const Tensor values = checked_index("index_fill", index, size_at(self, d), d, true);
  Dims sizes = at_least_1d(self.sizes());
  sizes[d] = index.numel();
  Target target("index_fill", self, into, {&self, &value});
  {
    GradMode off(false);
    const Tensor number = to(detach(value), self.dtype(), self.device());
    write("index_fill", target.memory(), d, slice_index(values, d, sizes), expand(number, sizes), IndexedMode::put);
  }
  return target.done("IndexFillBackward0", {&self, &value}, {&values}, [d](Backward& b) {
    if (b.needs(0)) b[0] = index_fill(b.grad(), d, b.saved(0), scalar_tensor(0));
    if (b.needs(1)) {
      std::vector<Tensor> at(static_cast<size_t>(d) + 1);
      at[static_cast<size_t>(d)] = b.saved(0);
      b[1] = sum(nt::index(at_least_1d(b.grad()), at));
    }
  });
}

Tensor index_reduce(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, ScatterReduce reduce,
                    bool include_self, Tensor* into) {
  const int d = wrap_dim("index_reduce", dim, self.dim());
  NT_CHECK(reduce != ScatterReduce::sum, Code::argument, "[index_reduce] reduces by prod, mean, amax or amin");
  NT_CHECK(reduce != ScatterReduce::mean || !is_bool(self.dtype()), Code::dtype, "[index_reduce] bool has no mean");
  const Tensor values = expanded_index("index_reduce", self, d, index, source);
  return reduced("index_reduce", "IndexReduceBackward0", self, d, values, source, reduce, include_self, into);
}

Tensor take_along_dim(const Tensor& self, const Tensor& indices, const int64_t* dim) {
  check_int64("take_along_dim", indices);
  if (!dim) return gather(reshape(self, {-1}), 0, reshape(indices, {-1}));
  NT_CHECK(self.dim() == indices.dim(), Code::shape, "[take_along_dim] ", self.sizes(), " and the indices ",
           indices.sizes(), " differ in the number of dimensions");
  const int d = wrap_dim("take_along_dim", *dim, self.dim());
  Dims of_self = self.sizes(), of_index = indices.sizes();
  if (self.dim() == 0) return gather(self, 0, indices);
  of_self[d] = of_index[d] = 1;
  Dims common = broadcast("take_along_dim", of_self, of_index);
  Dims wide = common;
  wide[d] = self.size(d);
  common[d] = indices.size(d);
  return gather(expand(self, wide), d, expand(indices, common));
}

}  // namespace nt

// Reductions over any set of dimensions.
#include <cmath>

#include "core/backend.h"
#include "functors/reduce_table.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/record.h"
#include "ops/reduce_plan.h"

namespace nt {
namespace {

// An output that stays at one place along the reduced dimensions.
Tensor held(const Tensor& out, const ReducePlan& plan, const Tensor& self) {
  Dims strides = contiguous_strides(plan.kept_sizes);
  for (int d = 0; d < self.dim(); ++d) {
    if (plan.reduced[d]) strides[d] = 0;
  }
  return Tensor::over(out.storage_ref(), self.sizes(), strides, out.offset(), out.dtype());
}

// Fills outputs from self; compute is the dtype that the functor sees.
void run(ReduceOp op, const ReducePlan& plan, const Tensor& self, std::initializer_list<Tensor*> outputs, Dtype compute,
         Scalar param = {}) {
  Tensor& first = **outputs.begin();
  if (first.numel() == 0) return;
  Iter it;
  it.ndim = self.dim();
  it.numel = self.numel();
  it.outputs = static_cast<int>(outputs.size());
  it.compute = compute_dtype(compute);
  it.params[0] = param;
  it.reduced_numel = plan.count;
  it.device_index = self.device().index;
  auto add = [&](const Tensor& t) {
    Operand& operand = it.operand[it.count++];
    operand.data = t.raw();
    operand.dtype = t.dtype();
    for (int d = 0; d < it.ndim; ++d) {
      operand.strides[d] = t.stride(it.ndim - 1 - d) * size_of(t.dtype());
    }
  };
  for (int d = 0; d < it.ndim; ++d) {
    it.shape[d] = self.size(it.ndim - 1 - d);
    it.reduced[d] = plan.reduced[it.ndim - 1 - d];
  }
  for (Tensor* out : outputs) add(held(*out, plan, self));
  add(self);
  it.simplify();
  backend(self.device()).reduce(op, it);
}


}  // namespace

Tensor reduce_by(ReduceOp op, const Tensor& self, const ReducePlan& plan, Dtype compute, Dtype result, Scalar param) {
  Tensor out = Tensor::empty(plan.result_sizes, result, self.device());
  run(op, plan, self, {&out}, compute, param);
  return out;
}

void need_floating(const char* op, Dtype dtype) {
  NT_CHECK(is_floating(dtype), Code::dtype, "[", op, "] not defined for ", dtype, ": floating dtypes only");
}

void need_elements(const char* op, const Tensor& self, const ReducePlan& plan) {
  NT_CHECK(plan.count > 0, Code::index, "[", op, "] ", self.sizes(), " has no element to choose along an empty dimension");
}

Dims reduced_dims(const ReducePlan& plan, const Tensor& x) {
  Dims dims;
  for (int d = 0; d < x.dim(); ++d) {
    if (plan.reduced[d]) dims.push_back(d);
  }
  return dims;
}

namespace {

Dtype sum_dtype(const Tensor& self, const Dtype* dtype) {
  if (dtype) return *dtype;
  return is_floating(self.dtype()) ? self.dtype() : Dtype::int64;
}

// The products of the elements before each one along the last dimension, by doubling: n log n, and differentiable.
Tensor product_before(const Tensor& rows, bool backwards) {
  const int64_t n = rows.size(1);
  const Tensor one = full({rows.size(0), 1}, 1, rows.dtype(), rows.device());
  if (n == 1) return one;
  Tensor p = backwards ? cat({narrow(rows, 1, 1, n - 1), one}, 1) : cat({one, narrow(rows, 1, 0, n - 1)}, 1);
  for (int64_t step = 1; step < n; step *= 2) {
    const Tensor first = narrow(p, 1, 0, n - step), last = narrow(p, 1, step, n - step);
    p = backwards ? cat({first * last, narrow(p, 1, n - step, step)}, 1) : cat({narrow(p, 1, 0, step), first * last}, 1);
  }
  return p;
}

// For every element the product of the others that are reduced with it: y / x where no zero is among them. Beside zeros
// division is wrong, also for the second derivative.
Tensor product_of_others(const Tensor& x, const Tensor& y, const ReducePlan& plan) {
  if (x.numel() == 0) return x;
  const Tensor found = to(any(eq(x, scalar_tensor(0))), Dtype::boolean, Device{});
  if (!*found.data<bool>()) return y / x;
  Dims order;
  for (int pass = 0; pass < 2; ++pass) {
    for (int d = 0; d < x.dim(); ++d) {
      if (plan.reduced[d] == (pass == 1)) order.push_back(d);
    }
  }
  Dims inverse = order;
  for (int i = 0; i < order.size(); ++i) inverse[static_cast<int>(order[i])] = i;
  const Tensor last = permute(x, order);
  const Tensor rows = reshape(last, {-1, plan.count});
  return permute(reshape(product_before(rows, false) * product_before(rows, true), last.sizes()), inverse);
}

Tensor extremum(const char* name, const char* node, ReduceOp op, const Tensor& self, const Dims& dims, bool keep_dim) {
  const ReducePlan plan(name, self, dims, keep_dim);
  need_elements(name, self, plan);
  Tensor out = reduce_by(op, self, plan, self.dtype(), self.dtype());
  record(node, out, {&self}, {&self, &out}, [plan](Backward& b) {
    const Tensor x = b.saved(0);
    const Tensor winners = eq(x, spread(b.saved(1), plan, x.sizes()));
    const Dims dims = reduced_dims(plan, x);
    const Tensor share = to(winners, x.dtype());
    const Tensor count = x.dim() == 0 ? share : sum(share, dims, true);
    b[0] = spread(b.grad(), plan, x.sizes()) * (share / count);
  });
  return out;
}

Tensor arg_extremum(const char* name, ReduceOp op, const Tensor& self, const Dims& dims, bool keep_dim) {
  NT_CHECK(!is_bool(self.dtype()), Code::dtype, "[", name, "] not defined for bool");
  NT_CHECK(dims.size() <= 1, Code::argument, "[", name, "] takes one dimension, not ", dims);
  const ReducePlan plan(name, self, dims, keep_dim);
  need_elements(name, self, plan);
  // Indices count in row-major order, so the whole tensor must lie in it.
  const Tensor source = dims.empty() ? contiguous(detach(self)) : self;
  return reduce_by(op, source, plan, self.dtype(), Dtype::int64);
}

std::pair<Tensor, Tensor> extremum_dim(const char* name, const char* node, ReduceOp op, const Tensor& self, int64_t dim,
                                       bool keep_dim) {
  const ReducePlan plan(name, self, {dim}, keep_dim);
  need_elements(name, self, plan);
  Tensor values = Tensor::empty(plan.result_sizes, self.dtype(), self.device());
  Tensor indices = Tensor::empty(plan.result_sizes, Dtype::int64, self.device());
  run(op, plan, self, {&values, &indices}, self.dtype());
  const Dims sizes = self.sizes();
  const int d = wrap_dim(name, dim, self.dim());
  record(node, values, {&self}, {&indices}, [plan, sizes, d](Backward& b) {
    const Tensor zero = zeros(sizes, b.grad().dtype(), b.grad().device());
    b[0] = sizes.empty() ? b.grad()
                         : scatter_add(zero, d, reshape(b.saved(0), plan.kept_sizes), reshape(b.grad(), plan.kept_sizes));
  });
  return {values, indices};
}

Tensor truth(const char* name, ReduceOp op, const Tensor& self, const Dims& dims, bool keep_dim) {
  const ReducePlan plan(name, self, dims, keep_dim);
  const Dtype result = self.dtype() == Dtype::uint8 ? Dtype::uint8 : Dtype::boolean;
  return reduce_by(op, self, plan, self.dtype(), result);
}

}  // namespace

Tensor sum(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const ReducePlan plan("sum", self, dims, keep_dim);
  const Dtype result = sum_dtype(self, dtype);
  if (is_bool(result)) return any(to(self, result), dims, keep_dim);
  Tensor out = reduce_by(ReduceOp::sum, self, plan, result, result);
  const Dims sizes = self.sizes();
  record("SumBackward0", out, {&self}, {}, [plan, sizes](Backward& b) { b[0] = spread(b.grad(), plan, sizes); });
  return out;
}

Tensor mean(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const ReducePlan plan("mean", self, dims, keep_dim);
  const Dtype result = dtype ? *dtype : self.dtype();
  need_floating("mean", result);
  Tensor out = reduce_by(ReduceOp::mean, self, plan, result, result);
  const Dims sizes = self.sizes();
  record("MeanBackward0", out, {&self}, {}, [plan, sizes](Backward& b) {
    b[0] = spread(b.grad() / static_cast<double>(plan.count), plan, sizes);
  });
  return out;
}

Tensor prod(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const ReducePlan plan("prod", self, dims, keep_dim);
  const Dtype result = sum_dtype(self, dtype);
  if (is_bool(result)) return all(to(self, result), dims, keep_dim);
  Tensor out = reduce_by(ReduceOp::prod, self, plan, result, result);
  record("ProdBackward0", out, {&self}, {&self, &out}, [plan](Backward& b) {
    const Tensor x = b.saved(0);
    const Tensor g = spread(b.grad(), plan, x.sizes());
    b[0] = x.dim() == 0 ? g : g * product_of_others(x, spread(b.saved(1), plan, x.sizes()), plan);
  });
  return out;
}

Tensor amax(const Tensor& self, const Dims& dims, bool keep_dim) {
  return extremum("amax", "AmaxBackward0", ReduceOp::amax, self, dims, keep_dim);
}
Tensor amin(const Tensor& self, const Dims& dims, bool keep_dim) {
  return extremum("amin", "AminBackward0", ReduceOp::amin, self, dims, keep_dim);
}
Tensor all(const Tensor& self, const Dims& dims, bool keep_dim) {
  return truth("all", ReduceOp::all, self, dims, keep_dim);
}
Tensor any(const Tensor& self, const Dims& dims, bool keep_dim) {
  return truth("any", ReduceOp::any, self, dims, keep_dim);
}
Tensor argmax(const Tensor& self, const Dims& dims, bool keep_dim) {
  return arg_extremum("argmax", ReduceOp::argmax, self, dims, keep_dim);
}
Tensor argmin(const Tensor& self, const Dims& dims, bool keep_dim) {
  return arg_extremum("argmin", ReduceOp::argmin, self, dims, keep_dim);
}
std::pair<Tensor, Tensor> max_dim(const Tensor& self, int64_t dim, bool keep_dim) {
  return extremum_dim("max", "MaxBackward0", ReduceOp::max_dim, self, dim, keep_dim);
}
std::pair<Tensor, Tensor> min_dim(const Tensor& self, int64_t dim, bool keep_dim) {
  return extremum_dim("min", "MinBackward0", ReduceOp::min_dim, self, dim, keep_dim);
}

Tensor sum_to_size(const Tensor& self, const Dims& sizes) {
  if (sizes.empty()) return sum(self);
  if (self.sizes() == sizes) return self;
  const int extra = self.dim() - sizes.size();
  NT_CHECK(extra >= 0, Code::shape, "[sum_to_size] ", self.sizes(), " has fewer dimensions than ", sizes);
  Dims dims;
  for (int d = 0; d < self.dim(); ++d) {
    const int64_t want = d < extra ? 1 : sizes[d - extra];
    NT_CHECK(want == 1 || want == self.size(d), Code::shape, "[sum_to_size] ", self.sizes(), " cannot be summed to ", sizes);
    if (d < extra || (want == 1 && self.size(d) != 1)) dims.push_back(d);
  }
  return dims.empty() ? self : reshape(sum(self, dims, true), sizes);
}

}  // namespace nt

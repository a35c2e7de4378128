// Reductions over any set of dimensions.
#include <cmath>

#include "core/backend.h"
#include "functors/reduce_table.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/record.h"

namespace nt {
namespace {

// Which dimensions are reduced, and the result's sizes with and without them.
struct Plan {
  bool reduced[kMaxDims] = {};
  Dims kept_sizes;    // reduced dimensions are 1
  Dims result_sizes;  // as asked for
  int64_t count = 1;  // elements for each result

  Plan(const char* op, const Tensor& self, const Dims& dims, bool keep_dim) {
    for (int64_t dim : dims) {
      const int d = wrap_dim(op, dim, self.dim());
      NT_CHECK(!reduced[d], Code::argument, "[", op, "] dimension ", d, " stands twice in ", dims);
      reduced[d] = true;
    }
    for (int d = 0; d < self.dim(); ++d) {
      reduced[d] = reduced[d] || dims.empty();
      kept_sizes.push_back(reduced[d] ? 1 : self.size(d));
      if (reduced[d]) count *= self.size(d);
      if (!reduced[d] || keep_dim) result_sizes.push_back(kept_sizes[d]);
    }
  }
};

// An output that stays at one place along the reduced dimensions.
Tensor held(const Tensor& out, const Plan& plan, const Tensor& self) {
  Dims strides = contiguous_strides(plan.kept_sizes);
  for (int d = 0; d < self.dim(); ++d) {
    if (plan.reduced[d]) strides[d] = 0;
  }
  return Tensor::over(out.storage_ref(), self.sizes(), strides, out.offset(), out.dtype());
}

// Fills outputs from self; compute is the dtype that the functor sees.
void run(ReduceOp op, const Plan& plan, const Tensor& self, std::initializer_list<Tensor*> outputs, Dtype compute,
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

Tensor reduce(const char* name, ReduceOp op, const Tensor& self, const Plan& plan, Dtype compute, Dtype result,
              Scalar param = {}) {
  (void)name;
  Tensor out = Tensor::empty(plan.result_sizes, result, self.device());
  run(op, plan, self, {&out}, compute, param);
  return out;
}

void need_floating(const char* op, Dtype dtype) {
  NT_CHECK(is_floating(dtype), Code::dtype, "[", op, "] not defined for ", dtype, ": floating dtypes only");
}

void need_elements(const char* op, const Tensor& self, const Plan& plan) {
  NT_CHECK(plan.count > 0, Code::index, "[", op, "] ", self.sizes(), " has no element to choose along an empty dimension");
}

Dtype sum_dtype(const Tensor& self, const Dtype* dtype) {
  if (dtype) return *dtype;
  return is_floating(self.dtype()) ? self.dtype() : Dtype::int64;
}

// g, a result's gradient, over the whole of sizes.
Tensor spread(const Tensor& g, const Plan& plan, const Dims& sizes) { return expand(reshape(g, plan.kept_sizes), sizes); }

Dims reduced_dims(const Plan& plan, const Tensor& x) {
  Dims dims;
  for (int d = 0; d < x.dim(); ++d) {
    if (plan.reduced[d]) dims.push_back(d);
  }
  return dims;
}

// For every element the product of the others that are reduced with it: y / x where no zero is among them.
Tensor product_of_others(const Tensor& x, const Tensor& y, const Plan& plan) {
  const Tensor is_zero = eq(x, scalar_tensor(0));
  const Tensor found = to(any(is_zero), Dtype::boolean, Device{});
  if (!*found.data<bool>()) return y / x;
  // Beside zeros division is wrong, also for the second derivative: multiply the n - 1 others, reduced dimensions last and
  // flattened, a row without its own element each.
  Dims order;
  for (int pass = 0; pass < 2; ++pass) {
    for (int d = 0; d < x.dim(); ++d) {
      if (plan.reduced[d] == (pass == 1)) order.push_back(d);
    }
  }
  Dims inverse = order;
  for (int i = 0; i < order.size(); ++i) inverse[static_cast<int>(order[i])] = i;
  const Tensor last = permute(x, order);
  const Tensor rows = reshape(last, {-1, 1, plan.count});
  const Tensor own = eye(plan.count, plan.count, Dtype::boolean, x.device());
  const Tensor others = masked_fill(expand(rows, {rows.size(0), plan.count, plan.count}), own, 1);
  return permute(reshape(prod(others, {2}), last.sizes()), inverse);
}

Tensor extremum(const char* name, const char* node, ReduceOp op, const Tensor& self, const Dims& dims, bool keep_dim) {
  const Plan plan(name, self, dims, keep_dim);
  need_elements(name, self, plan);
  Tensor out = reduce(name, op, self, plan, self.dtype(), self.dtype());
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
  NT_CHECK(dims.size() <= 1, Code::argument, "[", name, "] takes one dimension, not ", dims);
  const Plan plan(name, self, dims, keep_dim);
  need_elements(name, self, plan);
  // Indices count in row-major order, so the whole tensor must lie in it.
  const Tensor source = dims.empty() ? contiguous(detach(self)) : self;
  return reduce(name, op, source, plan, self.dtype(), Dtype::int64);
}

std::pair<Tensor, Tensor> extremum_dim(const char* name, const char* node, ReduceOp op, const Tensor& self, int64_t dim,
                                       bool keep_dim) {
  const Plan plan(name, self, {dim}, keep_dim);
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
  const Plan plan(name, self, dims, keep_dim);
  const Dtype result = self.dtype() == Dtype::uint8 ? Dtype::uint8 : Dtype::boolean;
  return reduce(name, op, self, plan, self.dtype(), result);
}

}  // namespace

Tensor sum(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const Plan plan("sum", self, dims, keep_dim);
  const Dtype result = sum_dtype(self, dtype);
  NT_CHECK(!is_bool(result), Code::dtype, "[sum] a result of bool is not defined");
  Tensor out = reduce("sum", ReduceOp::sum, self, plan, result, result);
  const Dims sizes = self.sizes();
  record("SumBackward0", out, {&self}, {}, [plan, sizes](Backward& b) { b[0] = spread(b.grad(), plan, sizes); });
  return out;
}

Tensor mean(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const Plan plan("mean", self, dims, keep_dim);
  const Dtype result = dtype ? *dtype : self.dtype();
  need_floating("mean", result);
  Tensor out = reduce("mean", ReduceOp::mean, self, plan, result, result);
  const Dims sizes = self.sizes();
  record("MeanBackward0", out, {&self}, {}, [plan, sizes](Backward& b) {
    b[0] = spread(b.grad() / static_cast<double>(plan.count), plan, sizes);
  });
  return out;
}

Tensor prod(const Tensor& self, const Dims& dims, bool keep_dim, const Dtype* dtype) {
  const Plan plan("prod", self, dims, keep_dim);
  const Dtype result = sum_dtype(self, dtype);
  Tensor out = reduce("prod", ReduceOp::prod, self, plan, result, result);
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

Tensor var(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  need_floating("var", self.dtype());
  const Plan plan("var", self, dims, keep_dim);
  Tensor out = reduce("var", ReduceOp::var, self, plan, self.dtype(), self.dtype(), correction);
  record("VarBackward0", out, {&self}, {&self}, [plan, correction](Backward& b) {
    const Tensor x = b.saved(0);
    const Dims dims = reduced_dims(plan, x);
    const double divisor = std::max(static_cast<double>(plan.count) - correction, 0.0);
    b[0] = spread(b.grad() * (2.0 / divisor), plan, x.sizes()) * (x - mean(x, dims, x.dim() > 0));
  });
  return out;
}

Tensor std_dev(const Tensor& self, const Dims& dims, bool keep_dim, double correction) {
  return sqrt(var(self, dims, keep_dim, correction));
}

Tensor norm(const Tensor& self, const Dims& dims, bool keep_dim) {
  need_floating("norm", self.dtype());
  const Plan plan("norm", self, dims, keep_dim);
  Tensor out = reduce("norm", ReduceOp::norm, self, plan, self.dtype(), self.dtype());
  // x / |x|, and 0 where the norm is 0.
  record("LinalgVectorNormBackward0", out, {&self}, {&self, &out}, [plan](Backward& b) {
    const Tensor x = b.saved(0);
    const Tensor length = spread(b.saved(1), plan, x.sizes());
    const Tensor unit = masked_fill(x / length, eq(length, scalar_tensor(0)), 0);
    b[0] = spread(b.grad(), plan, x.sizes()) * unit;
  });
  return out;
}

// log(sum(e^x)) = m + log(sum(e^(x - m))) with m the largest x, taken as 0 where it is infinite. m is a constant for the
// derivative, which is softmax either way.
Tensor logsumexp(const Tensor& self, const Dims& dims, bool keep_dim) {
  need_floating("logsumexp", self.dtype());
  if (self.numel() == 0) return log(sum(exp(self), dims, keep_dim));
  const Tensor largest = amax(detach(self), dims, true);
  const Tensor shift = masked_fill(largest, isinf(largest), 0);
  const Tensor total = log(sum(exp(self - shift), dims, true)) + shift;
  const Plan plan("logsumexp", self, dims, keep_dim);
  return reshape(total, plan.result_sizes);
}

Tensor sum_to_size(const Tensor& self, const Dims& sizes) {
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

#include "ops/sorting.h"

#include <cmath>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/along.h"
#include "ops/record.h"

namespace nt {
namespace {

struct Request {
  RowOp op;
  int64_t k;           // as in RowArgs
  int64_t results;     // for each row
  bool descending;
  bool ordered = true;
};

void no_bool(const char* name, const Tensor& self) {
  NT_CHECK(!is_bool(self.dtype()), Code::dtype, "[", name, "] not defined for bool");
}

// Values and indices of every row, as (rows, results).
ValuesIndices run(const Along& along, Request request) {
  const Dims sizes{along.rows, request.results};
  ValuesIndices out{Tensor::empty(sizes, along.data.dtype(), along.data.device()),
                    Tensor::empty(sizes, Dtype::int64, along.data.device())};
  if (out.first.numel() == 0) return out;
  RowArgs args{};
  args.op = request.op;
  args.dtype = along.data.dtype();
  args.rows = along.rows;
  args.length = along.length;
  args.k = request.k;
  args.descending = request.descending;
  args.ordered = request.ordered;
  args.input = along.data.raw();
  args.values = out.first.raw();
  args.indices = out.second.data<int64_t>();
  args.device_index = along.data.device().index;
  backend(along.data.device()).rows(args);
  return out;
}

ValuesIndices several(const char* node, const Tensor& self, const Along& along, Request request) {
  const ValuesIndices found = run(along, request);
  Tensor values = along.restore(found.first, request.results), indices = along.restore(found.second, request.results);
  const Dims sizes = self.sizes();
  record(node, values, {&self}, {&indices}, [sizes, dim = along.dim](Backward& b) {
    b[0] = spread_along(b.grad(), b.saved(0), sizes, dim);
  });
  return {values, indices};
}

ValuesIndices one(const char* name, const char* node, const Tensor& self, int64_t dim, bool keep_dim, RowOp op, int64_t k) {
  const Along along(name, self, dim);
  NT_CHECK(along.length > 0, Code::index, "[", name, "] ", self.sizes(), " has no element to choose along dimension ", along.dim);
  const ValuesIndices found = run(along, {op, k, 1, false});
  Tensor values = along.restore(found.first, 1, !keep_dim);
  const Tensor kept = along.restore(found.second, 1);
  const Dims sizes = self.sizes();
  record(node, values, {&self}, {&kept}, [sizes, dim = along.dim](Backward& b) {
    const Tensor indices = b.saved(0);
    b[0] = spread_along(reshape(b.grad(), indices.sizes()), indices, sizes, dim);
  });
  return {values, keep_dim ? kept : reshape(kept, values.sizes())};
}

}  // namespace

ValuesIndices sort(const Tensor& self, int64_t dim, bool descending) {
  const Along along("sort", self, dim);
  return several("SortBackward0", self, along, {RowOp::sort, 0, along.length, descending});
}

Tensor argsort(const Tensor& self, int64_t dim, bool descending) { return sort(detach(self), dim, descending).second; }

ValuesIndices topk(const Tensor& self, int64_t k, int64_t dim, bool largest, bool sorted) {
  no_bool("topk", self);
  const Along along("topk", self, dim);
  NT_CHECK(k >= 0 && k <= along.length, Code::argument, "[topk] k = ", k, " of ", along.length, " elements along dimension ",
           along.dim);
  return several("TopkBackward0", self, along, {RowOp::top, k, k, largest, sorted});
}

ValuesIndices kthvalue(const Tensor& self, int64_t k, int64_t dim, bool keep_dim) {
  no_bool("kthvalue", self);
  const int d = wrap_dim("kthvalue", dim, self.dim());
  const int64_t length = self.dim() == 0 ? 1 : self.size(d);
  NT_CHECK(k >= 1 && k <= length, Code::argument, "[kthvalue] k = ", k, " of ", length, " elements along dimension ", d);
  return one("kthvalue", "KthvalueBackward0", self, dim, keep_dim, RowOp::kth, k - 1);
}

ValuesIndices mode(const Tensor& self, int64_t dim, bool keep_dim) {
  return one("mode", "ModeBackward0", self, dim, keep_dim, RowOp::mode, 0);
}

ValuesIndices median_dim(const Tensor& self, int64_t dim, bool keep_dim, bool skip_nan) {
  no_bool(skip_nan ? "nanmedian" : "median", self);
  return one(skip_nan ? "nanmedian" : "median", skip_nan ? "NanmedianBackward1" : "MedianBackward1", self, dim, keep_dim,
             skip_nan ? RowOp::nanmedian : RowOp::median, 0);
}

Tensor median(const Tensor& self, bool skip_nan) {
  const char* name = skip_nan ? "nanmedian" : "median";
  no_bool(name, self);
  if (self.numel() == 0) {
    // NaN, which integers answer with their least number.
    const double bits = static_cast<double>(size_of(self.dtype()) * 8 - 1);
    return is_floating(self.dtype()) ? full({}, std::nan(""), self.dtype(), self.device())
                                     : full({}, static_cast<int64_t>(self.dtype() == Dtype::uint8 ? 0 : -std::exp2(bits)), self.dtype(), self.device());
  }
  const Along along(name, reshape(detach(self), {-1}), 0);
  Tensor out = reshape(run(along, {skip_nan ? RowOp::nanmedian : RowOp::median, 0, 1, false}).first, {});
  // Shared between equals.
  record(skip_nan ? "NanmedianBackward0" : "MedianBackward0", out, {&self}, {&self, &out}, [](Backward& b) {
    const Tensor x = b.saved(0), y = b.saved(1);
    const Tensor share = to(logical_or(eq(x, y), logical_and(isnan(x), isnan(y))), x.dtype());
    b[0] = b.grad() * (share / sum(share));
  });
  return out;
}

}  // namespace nt

// PyTorch's type promotion of operands.
#include "ops/ops.h"

namespace nt {
namespace {

// Operands fall into three ranks: tensors with dimensions, 0-d tensors, plain numbers. A lower rank counts only where its
// category (bool < integer < float) is higher.
int rank_of(const Tensor& t) { return t.is_wrapped_number() ? 0 : t.dim() == 0 ? 1 : 2; }

int category_of(Dtype dtype) { return is_floating(dtype) ? 2 : is_bool(dtype) ? 0 : 1; }

Dtype own_dtype(const Tensor& t) {
  return t.is_wrapped_number() && is_floating(t.dtype()) ? kDefaultFloat : t.dtype();
}

}  // namespace

Dtype result_type(const Tensor& a, const Tensor& b) {
  const Dtype da = own_dtype(a), db = own_dtype(b);
  if (da == db) return da;
  const int ra = rank_of(a), rb = rank_of(b);
  if (ra == rb) return promote(da, db);
  const Dtype high = ra > rb ? da : db, low = ra > rb ? db : da;
  return category_of(low) > category_of(high) ? promote(high, low) : high;
}

}  // namespace nt

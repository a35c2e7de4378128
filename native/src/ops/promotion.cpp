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

Dtype result_type(std::initializer_list<const Tensor*> operands) {
  // The promoted dtype of each rank, then a lower rank where its category is higher.
  bool there[3] = {};
  Dtype of_rank[3];
  for (const Tensor* t : operands) {
    const int rank = rank_of(*t);
    of_rank[rank] = there[rank] ? promote(of_rank[rank], own_dtype(*t)) : own_dtype(*t);
    there[rank] = true;
  }
  bool any = false;
  Dtype result = Dtype::boolean;
  for (int rank = 2; rank >= 0; --rank) {
    if (!there[rank]) continue;
    if (!any || category_of(of_rank[rank]) > category_of(result)) result = any ? promote(result, of_rank[rank]) : of_rank[rank];
    any = true;
  }
  return result;
}

}  // namespace nt

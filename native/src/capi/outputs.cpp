#include "capi/outputs.h"

namespace nt::capi {

static Tensor filled(const char* op, nt_tensor* output, const Tensor& result) {
  In given(output, true);
  Tensor* into = given.or_null();
  if (!into) return result;
  NT_CHECK(into->dtype() == result.dtype(), Code::dtype, "[", op, "] the output is ", into->dtype(), ", not ", result.dtype());
  return assign(op, result, result, *into);
}

void give_or_fill_pair(const char* op, nt_tensor* first_output, nt_tensor* second_output, nt_tensor** first, nt_tensor** second,
                       std::pair<Tensor, Tensor>&& pair) {
  check_pointer(first, "out");
  check_pointer(second, "out");
  Tensor a = filled(op, first_output, pair.first), b = filled(op, second_output, pair.second);
  give(first, std::move(a));
  give(second, std::move(b));
}

}  // namespace nt::capi

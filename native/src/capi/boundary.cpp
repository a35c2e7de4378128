#include "capi/boundary.h"

#include <cstring>
#include <string>

namespace nt::capi {
namespace {

struct LastError {
  int32_t code = NT_OK;
  std::string text;
};
thread_local LastError last;

}  // namespace

nt_status keep_error(int32_t code, const char* text) noexcept {
  last.code = code;
  try {
    last.text = text;
  } catch (...) {
    last.text.clear();
  }
  return code;
}

Scalar scalar(nt_scalar value) {
  switch (value.kind) {
    case NT_SCALAR_BOOL:
      return value.bits != 0;
    case NT_SCALAR_INT:
      return value.bits;
    case NT_SCALAR_FLOAT: {
      double number;
      memcpy(&number, &value.bits, sizeof(number));
      return number;
    }
    default:
      fail(Code::argument, "[argument] ", value.kind, " is no kind of number");
  }
}

std::vector<Tensor> list(nt_tensor* const* handles, int32_t count, bool optional) {
  NT_CHECK(count >= 0, Code::argument, "[argument] ", count, " tensors");
  if (count > 0) check_pointer(handles, "a list of tensors");
  std::vector<Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) {
    NT_CHECK(handles[i] || optional, Code::argument, "[handle] tensor ", i, " of a list is NULL");
    result.push_back(Tensor{Ref<TensorImpl>::share(reinterpret_cast<TensorImpl*>(handles[i]))});
  }
  return result;
}

}  // namespace nt::capi

extern "C" int32_t nt_last_error(const char** message) {
  if (message) *message = nt::capi::last.text.c_str();
  return nt::capi::last.code;
}

#include "core/callback.h"

#include <vector>

namespace nt {
namespace {

nt_tensor* handle_of(Tensor tensor) { return reinterpret_cast<nt_tensor*>(tensor.ref().release()); }

}  // namespace

void dispose(Callback* callback) { delete callback; }

void Callback::operator()(std::span<const Tensor> given, std::span<Tensor> results) const {
  std::vector<nt_tensor*> in(given.size()), out(results.size(), nullptr);
  for (size_t i = 0; i < given.size(); ++i) in[i] = handle_of(given[i]);
  const int32_t status =
      call_(state_, in.data(), static_cast<int32_t>(in.size()), out.data(), static_cast<int32_t>(out.size()));
  for (size_t i = 0; i < results.size(); ++i) {
    results[i] = Tensor{Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(out[i]))};
  }
  NT_CHECK(status == 0, Code::callback, "[callback] a function of the caller's failed with ", status);
}

}  // namespace nt

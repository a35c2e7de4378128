#include "autograd/watched_apply.h"

#include <string>

#include "core/anomaly.h"
#include "ops/base_table.h"
#include "ops/ops.h"

namespace nt {
namespace {

std::string recorded_at(const Node& node) {
  const NodeExtras* extras = node.extras();
  if (!extras || extras->called_from().empty()) return "; its op was called before anomaly detection was switched on";
  return "; its op was called\n" + extras->called_from();
}

}  // namespace

void apply_and_watch(Node& node, const Tensor* grads, std::vector<Tensor>& results) {
  const Running running(node);
  try {
    node.apply(grads, results.data());
  } catch (const Error& error) {
    if (error.code() == Code::callback) throw;  // the host has its own exception
    fail(error.code(), error.what(), recorded_at(node));
  }
  const GradMode off(false);
  for (size_t i = 0; i < results.size(); ++i) {
    const Tensor& result = results[i];
    if (!result.defined() || !is_floating(result.dtype())) continue;
    NT_CHECK(!*to(any(isnan(result)), Dtype::boolean, {}).data<bool>(), Code::autograd, "[", node.name(),
             "] gave NaN in the gradient of its input ", i, recorded_at(node));
  }
}

}  // namespace nt

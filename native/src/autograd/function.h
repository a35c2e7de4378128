// Functions whose derivative the host language computes.
#pragma once

#include <string>
#include <vector>

#include "core/callback.h"
#include "core/node.h"

namespace nt {

// As nt_function_output in the C ABI.
enum class FunctionOutput { fresh, not_differentiable, dirty };

struct FunctionCall {
  std::string name;
  std::vector<Tensor> inputs, outputs;
  std::vector<FunctionOutput> kinds;  // of the outputs
  std::vector<Tensor> saved;
  bool materialize;  // gradients that nothing flowed into arrive as zeros
};

// Whether record_function can be done; else it throws.
void check(const FunctionCall& call);

// Makes the outputs results of a node that calls `backward`.
Ref<Node> record_function(const FunctionCall& call, Ref<Callback> backward);

}  // namespace nt

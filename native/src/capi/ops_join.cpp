#include "capi/boundary.h"
#include "ops/indexed.h"
#include "ops/shape.h"

using namespace nt;
using namespace nt::capi;

// A join of a list, or its copy in an output that shares no memory with the list.
template <class F>
static void joined(const char* op, nt_tensor* const* tensors, int32_t count, nt_tensor* output, nt_tensor** out, F join) {
  const std::vector<Tensor> operands = list(tensors, count);
  In target(output, true);
  if (output) {
    for (const Tensor& operand : operands) {
      NT_CHECK(!operand.is_same(*target), Code::argument, "[", op, "] the output is one of the tensors that are joined");
      check_no_overlap(op, *target, operand);
    }
  }
  give(out, into_output(op, join(operands), target.or_null(), {}), output);
}

nt_status nt_cat(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    joined("cat", tensors, tensors_count, output, out, [dim](const std::vector<Tensor>& all) { return cat(all, dim); });
  });
}

nt_status nt_stack(nt_tensor* const* tensors, int32_t tensors_count, int64_t dim, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    joined("stack", tensors, tensors_count, output, out, [dim](const std::vector<Tensor>& all) { return stack(all, dim); });
  });
}

nt_status nt_hstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out) {
  return boundary([&] { joined("hstack", tensors, tensors_count, output, out, hstack); });
}

nt_status nt_vstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out) {
  return boundary([&] { joined("vstack", tensors, tensors_count, output, out, vstack); });
}

nt_status nt_dstack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out) {
  return boundary([&] { joined("dstack", tensors, tensors_count, output, out, dstack); });
}

nt_status nt_column_stack(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor* output, nt_tensor** out) {
  return boundary([&] { joined("column_stack", tensors, tensors_count, output, out, column_stack); });
}

nt_status nt_block_diag(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** out) {
  return boundary([&] { give(out, block_diag(list(tensors, tensors_count))); });
}

nt_status nt_cartesian_prod(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** out) {
  return boundary([&] { give(out, cartesian_prod(list(tensors, tensors_count))); });
}

nt_status nt_combinations(const nt_tensor* self, int64_t r, uint8_t with_replacement, nt_tensor** out) {
  return boundary([&] { give(out, combinations(*In(self), r, with_replacement != 0)); });
}

nt_status nt_broadcast_tensors(nt_tensor* const* tensors, int32_t tensors_count, nt_tensor** out) {
  return boundary([&] { give_all(out, broadcast_tensors(list(tensors, tensors_count))); });
}

nt_status nt_meshgrid(nt_tensor* const* tensors, int32_t tensors_count, uint8_t xy, nt_tensor** out) {
  return boundary([&] { give_all(out, meshgrid(list(tensors, tensors_count), xy != 0)); });
}

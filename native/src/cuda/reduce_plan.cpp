#include "cuda/reduce_plan.h"

#include "cuda/pack.h"
#include "cuda/queue.h"

namespace nt::cuda {
namespace {

// Elements that a thread should have before another thread or split is worth while.
constexpr int64_t kElementsOfThread = 8;
constexpr int64_t kElementsOfSplit = 16;

int64_t power_of_two_from(int64_t n) {
  int64_t power = 1;
  while (power < n) power *= 2;
  return power;
}

// Whether each result's elements are one run that packs may read.
bool rows_are_packed(const ReduceArgs& args) {
  const int64_t item = size_of(args.in_dtype);
  const int64_t bytes = pack_width(static_cast<int>(item)) * item;
  if (args.reduced.ndim() != 1 || args.reduced.stride(0, 0) != item) return false;
  for (int d = 0; d < args.kept.ndim(); ++d) {
    if (args.kept.stride(d, 2) % bytes != 0) return false;
  }
  return reinterpret_cast<uintptr_t>(args.in) % static_cast<uintptr_t>(bytes) == 0;
}

}  // namespace

ReducePlan::ReducePlan(const Iter& it, int64_t resident_blocks) {
  const Operand& in = it.operand[it.outputs];
  args.in = in.data;
  args.in_dtype = in.dtype;
  args.out = it.operand[0].data;
  args.out_dtype = it.operand[0].dtype;
  args.indices = it.outputs == 2 ? it.operand[1].data : nullptr;
  args.reduced_numel = it.reduced_numel;
  int64_t kept_step = INT64_MAX, reduced_step = INT64_MAX, neighbours = 1;
  for (int d = 0; d < it.ndim; ++d) {
    const int64_t step = std::abs(in.strides[d]);
    if (it.reduced[d]) {
      args.reduced.add_dim(it.shape[d], {in.strides[d]});
      reduced_step = std::min(reduced_step, step);
    } else {
      if (args.kept.ndim() == 0) neighbours = it.shape[d];
      args.kept.add_dim(it.shape[d],
                        {it.operand[0].strides[d], it.outputs == 2 ? it.operand[1].strides[d] : 0, in.strides[d]});
      kept_step = std::min(kept_step, step);
    }
  }
  args.results = args.kept.numel();
  args.elements = args.reduced.numel();
  fits = args.kept.fits() && args.reduced.fits();
  args.rows = args.kept.ndim() == 0 || (args.reduced.ndim() > 0 && reduced_step <= kept_step);
  if (args.rows) {
    args.packs = rows_are_packed(args);
    lay_rows();
    split(threads.x, resident_blocks);
  } else {
    lay_columns(neighbours);
    split(threads.y, resident_blocks);
  }
}

void ReducePlan::lay_rows() {
  int64_t width = std::min<int64_t>(power_of_two_from(args.elements), 32);
  while (width >= 32 && width < kThreads && width * 2 * kElementsOfThread <= args.elements) width *= 2;
  threads = dim3(static_cast<unsigned>(width), static_cast<unsigned>(kThreads / width));
}

void ReducePlan::lay_columns(int64_t neighbours) {
  int64_t width = std::min<int64_t>(power_of_two_from(neighbours), 32), height = 1;
  while (width * height * 2 <= kThreads && height * 2 * kElementsOfThread <= args.elements) height *= 2;
  while (width * height < kThreads && width < args.results) width *= 2;
  threads = dim3(static_cast<unsigned>(width), static_cast<unsigned>(height));
}

void ReducePlan::split(int64_t threads_of_result, int64_t resident_blocks) {
  const int64_t across = ceil_div(args.results, args.rows ? threads.y : threads.x);
  NT_CHECK(across <= INT32_MAX, Code::unsupported, "[reduce] ", args.results, " results are too many");
  const int64_t unit = threads_of_result * kElementsOfThread;
  splits =
      std::max<int64_t>(1, std::min(resident_blocks / across, args.elements / (threads_of_result * kElementsOfSplit)));
  // Whole packs in every split.
  args.chunk = std::max(unit, ceil_div(ceil_div(args.elements, splits), unit) * unit);
  splits = std::max<int64_t>(1, ceil_div(args.elements, args.chunk));
  blocks = dim3(static_cast<unsigned>(across), static_cast<unsigned>(splits));
}

void ReducePlan::merge_partials() {
  args.rows = false;
  args.elements = splits;
  int64_t width = std::min<int64_t>(power_of_two_from(args.results), 32), height = 1;
  while (width * height * 2 <= kThreads && height * 2 <= splits) height *= 2;
  threads = dim3(static_cast<unsigned>(width), static_cast<unsigned>(height));
  blocks = dim3(static_cast<unsigned>(ceil_div(args.results, width)));
}

}  // namespace nt::cuda

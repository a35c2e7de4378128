#include "cpu/max_pool.h"

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Beyond this a row of windows is mostly gaps.
constexpr int64_t kMaxStride = 64;
constexpr int64_t kMostLanes = 16, kMostCopy = 1 << 20;

PlanePool plane_pool(const PoolArgs& args) {
  PlanePool pool{};
  for (int d = 0; d < 2; ++d) {
    pool.in[d] = args.in[d + 1];
    pool.out[d] = args.out[d + 1];
    pool.kernel[d] = args.kernel[d + 1];
    pool.stride[d] = args.stride[d + 1];
    pool.padding[d] = args.padding[d + 1];
    pool.dilation[d] = args.dilation[d + 1];
  }
  return pool;
}

const MaxPoolLoops& loops(const PoolArgs& args) { return kernels().max_pool[static_cast<int>(args.dtype)]; }

// Calls f(first plane, planes, scratch) on each thread.
template <class F>
void for_planes(const PoolArgs& args, const PlanePool& pool, int64_t scratch_bytes, F&& f) {
  const int64_t work = pool.output_size() * pool.places() + pool.input_size();
  parallel_for(args.planes, std::max<int64_t>(1, 4 * kGrain / work), [&](int64_t begin, int64_t end) {
    const Workspace<char> scratch(scratch_bytes);
    f(begin, end - begin, scratch.data());
  });
}

}  // namespace

bool pools_by_planes(const PoolArgs& args) {
  const bool flat = !args.adaptive && args.in[0] == 1 && args.out[0] == 1 && args.kernel[0] == 1 && args.padding[0] == 0;
  if (!flat || args.kernel[1] > kMaxPlaces || args.kernel[2] > kMaxPlaces) return false;
  // Rows of a few windows are rounded up to vectors: of a large plane that would be too much.
  const int64_t row = divide_up(args.out[2], kMostLanes) * kMostLanes * args.stride[2];
  if (row * args.in[1] > kMostCopy && row > 2 * args.in[2]) return false;
  bool begins_inside = true;  // each window has a place inside the plane
  for (int d = 1; d < kSpatial; ++d) begins_inside = begins_inside && (args.dilation[d] == 1 || args.padding[d] == 0);
  return begins_inside && args.kernel[1] * args.kernel[2] <= kMaxPlaces && args.stride[2] <= kMaxStride;
}

void plane_max_pool_forward(const PoolArgs& args) {
  const PlanePool pool = plane_pool(args);
  const int64_t in = pool.input_size(), out = pool.output_size(), item = size_of(args.dtype);
  const Workspace<uint8_t> decoded(args.indices ? args.planes * out : 0);
  uint8_t* places = args.indices ? decoded.data() : args.places;
  for_planes(args, pool, loops(args).forward_scratch(pool), [&](int64_t first, int64_t planes, void* scratch) {
    loops(args).forward(pool, static_cast<const char*>(args.input) + first * in * item, planes, (args.planes - first) * in,
                        static_cast<char*>(args.output) + first * out * item, places ? places + first * out : nullptr,
                        scratch);
  });
  if (args.indices) places_to_indices(args, places, args.indices);
}

void plane_max_pool_backward(const PoolArgs& args) {
  const PlanePool pool = plane_pool(args);
  const int64_t in = pool.input_size(), out = pool.output_size(), item = size_of(args.dtype);
  for_planes(args, pool, loops(args).backward_scratch(pool), [&](int64_t first, int64_t planes, void* scratch) {
    loops(args).backward(pool, static_cast<const char*>(args.grad_output) + first * out * item, args.places + first * out,
                         planes, (args.planes - first) * out, static_cast<char*>(args.grad_input) + first * in * item, scratch);
  });
}

}  // namespace nt::cpu

// Softmax over the middle of (outer, size, inner): rows where inner is 1, else tiles of neighbouring columns.
#include "cpu/kernels/kernels.h"
#include "cpu/network.h"
#include "cpu/parallel.h"

namespace nt::cpu {
namespace {

constexpr int64_t kTileBytes = 256 << 10;  // of one operand: it is read again while it is in the second-level cache

// Columns of a tile: whole cache lines of them.
int64_t tile_width(const SoftmaxArgs& args) {
  const int64_t fit = kTileBytes / (size_of(args.dtype) * std::max<int64_t>(args.size, 1)) / 16 * 16;
  return std::clamp<int64_t>(fit, 16, kSoftmaxColumns);
}

// row(place) for every row, or columns(place, width) for every tile; places are in elements.
template <class R, class C>
void for_each_line(const SoftmaxArgs& args, R&& row, C&& columns) {
  const bool rows = args.inner == 1;
  const int64_t width = rows ? 1 : tile_width(args), tiles = (args.inner + width - 1) / width;
  const int64_t work = std::max<int64_t>(1, args.size * std::min(width, args.inner));
  // An exponential is worth a few elements of a copy.
  parallel_for(args.outer * tiles, std::max<int64_t>(1, kGrain / 4 / work), [&](int64_t begin, int64_t end) {
    for (int64_t task = begin; task < end; ++task) {
      const int64_t column = task % tiles * width, at = task / tiles * args.size * args.inner + column;
      rows ? row(at) : columns(at, std::min(width, args.inner - column));
    }
  });
}

const SoftmaxLoops& loops(const SoftmaxArgs& args) { return kernels().softmax[static_cast<int>(args.dtype)]; }

}  // namespace

void softmax_forward(const SoftmaxArgs& args) {
  const SoftmaxLoops& loop = loops(args);
  const int64_t item = size_of(args.dtype);
  const char* x = static_cast<const char*>(args.input);
  char* y = static_cast<char*>(args.result);
  for_each_line(
      args, [&](int64_t at) { loop.forward(x + at * item, y + at * item, args.size, args.log); },
      [&](int64_t at, int64_t width) {
        loop.forward_columns(x + at * item, y + at * item, args.size, args.inner, width, args.log);
      });
}

void softmax_backward(const SoftmaxArgs& args) {
  const SoftmaxLoops& loop = loops(args);
  const int64_t item = size_of(args.dtype);
  const char *g = static_cast<const char*>(args.grad_output), *y = static_cast<const char*>(args.output);
  char* r = static_cast<char*>(args.result);
  for_each_line(
      args, [&](int64_t at) { loop.backward(g + at * item, y + at * item, r + at * item, args.size, args.log); },
      [&](int64_t at, int64_t width) {
        loop.backward_columns(g + at * item, y + at * item, r + at * item, args.size, args.inner, width, args.log);
      });
}

}  // namespace nt::cpu

// Sampling at the places that a grid names.
#include "core/backend.h"
#include "ops/ops.h"
#include "ops/record.h"
#include "ops/sampling.h"
#include "ops/widen.h"

namespace nt {
namespace {

GridSampleArgs sample_args(const Tensor& x, const Tensor& grid, GridSampleArgs::Mode mode, GridSampleArgs::Padding padding,
                           bool align_corners) {
  constexpr const char* op = "grid_sample";
  NT_CHECK(x.dim() == 4 || x.dim() == 5, Code::shape, "[", op, "] input ", x.sizes(), " has neither 4 nor 5 dimensions");
  NT_CHECK(grid.dim() == x.dim() && grid.size(0) == x.size(0) && grid.size(grid.dim() - 1) == x.dim() - 2, Code::shape,
           "[", op, "] grid ", grid.sizes(), " does not fit input ", x.sizes(), ": wanted are ", x.dim(),
           " dimensions, the same batch, and ", x.dim() - 2, " coordinates in the last");
  NT_CHECK(is_floating(x.dtype()) && x.dtype() == grid.dtype(), Code::dtype, "[", op, "] input is ", x.dtype(), ", grid ",
           grid.dtype());
  NT_CHECK(x.device() == grid.device(), Code::device, "[", op, "] input is on ", x.device(), ", grid on ", grid.device());
  NT_CHECK(mode != GridSampleArgs::Mode::bicubic || x.dim() == 4, Code::shape, "[", op,
           "] bicubic wants an input of 4 dimensions, not ", x.sizes());
  GridSampleArgs args{};
  args.dtype = x.dtype();
  args.rank = x.dim() - 2;
  args.batch = x.size(0);
  args.channels = x.size(1);
  args.points = 1;
  for (int d = 0; d < kSpatial; ++d) args.in[d] = 1;
  for (int d = 2; d < x.dim(); ++d) {
    NT_CHECK(x.size(d) > 0, Code::shape, "[", op, "] input ", x.sizes(), " is empty along a spatial dimension");
    args.in[kSpatial - x.dim() + d] = x.size(d);
    if (grid.numel() > 0) args.points *= grid.size(d - 1);
  }
  args.mode = mode;
  args.padding = padding;
  args.align_corners = align_corners;
  args.device_index = x.device().index;
  return args;
}

struct Gradients {
  Tensor input, grid;
};

Gradients gradients(GridSampleArgs args, const Tensor& grad, const Tensor& x, const Tensor& places, bool needs_input,
                    bool needs_grid) {
  const Tensor g = contiguous(detach(grad)), input = contiguous(detach(x)), grid = contiguous(detach(places));
  Gradients result;
  args.grad_output = g.raw();
  args.input = input.raw();
  args.grid = grid.raw();
  if (needs_input) {
    result.input = zeros_like(detach(x));
    args.grad_input = result.input.raw();
  }
  if (needs_grid) {
    result.grid = zeros_like(detach(places));
    args.grad_grid = result.grid.raw();
  }
  if (g.numel() > 0) backend(g.device()).grid_sample_backward(args);
  for (Tensor* t : {&result.input, &result.grid}) {
    if (!t->defined()) continue;
    record("GridSamplerBackwardBackward0", *t, {&grad, &x, &places}, {}, [](Backward&) {
      fail(Code::unsupported, "[grid_sample] second derivatives are not implemented");
    });
  }
  return result;
}

}  // namespace

Tensor grid_sample(const Tensor& self, const Tensor& grid, GridSampleArgs::Mode mode, GridSampleArgs::Padding padding,
                   bool align_corners) {
  GridSampleArgs args = sample_args(self, grid, mode, padding, align_corners);
  if (needs_widening(self)) {
    return to(grid_sample(widened(self), widened(grid), mode, padding, align_corners), self.dtype());
  }
  Dims sizes = grid.sizes();
  sizes.pop_back();
  sizes.insert(1, self.size(1));
  const Tensor input = contiguous(detach(self)), places = contiguous(detach(grid));
  Tensor out = Tensor::empty(sizes, self.dtype(), self.device());
  args.input = input.raw();
  args.grid = places.raw();
  args.output = out.raw();
  if (out.numel() > 0) backend(self.device()).grid_sample_forward(args);
  args.input = args.grid = nullptr;
  args.output = nullptr;
  record(args.rank == 3 ? "GridSampler3DBackward0" : "GridSampler2DBackward0", out, {&self, &grid}, {&self, &grid},
         [args](Backward& b) {
           Gradients g = gradients(args, b.grad(), b.saved(0), b.saved(1), b.needs(0), b.needs(1));
           b[0] = g.input;
           b[1] = g.grid;
         });
  return out;
}

}  // namespace nt

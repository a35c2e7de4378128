#include "ops/masks.h"

#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/indexed.h"
#include "ops/record.h"
#include "ops/scatter.h"

namespace nt {
namespace {

void check_mask(const char* op, const Tensor& mask) {
  NT_CHECK(is_bool(mask.dtype()) || mask.dtype() == Dtype::uint8, Code::dtype, "[", op, "] the mask is ", mask.dtype(),
           ", not bool");
}

// Places of the true elements in row-major order.
Tensor true_places(const Tensor& mask) { return reshape(nonzero(reshape(mask, {-1})), {-1}); }

}  // namespace

Tensor nonzero(const Tensor& self) {
  GradMode off(false);
  const Tensor on_host = self.device().is_cpu() ? self : to(self, self.dtype(), Device{});
  const Tensor mask = contiguous(ne(detach(on_host), scalar_tensor(0)));
  const bool* flags = mask.data<bool>();
  int64_t count = 0;
  for (int64_t i = 0; i < mask.numel(); ++i) count += flags[i];
  Tensor out = Tensor::empty({count, self.dim()}, Dtype::int64);
  int64_t* to_row = out.data<int64_t>();
  const int dims = self.dim();
  for (int64_t i = 0; i < mask.numel(); ++i) {
    if (!flags[i]) continue;
    int64_t rest = i;
    for (int d = dims - 1; d >= 0; --d) {
      to_row[d] = rest % self.size(d);
      rest /= self.size(d);
    }
    to_row += dims;
  }
  return to(out, Dtype::int64, self.device());
}

Tensor masked_select(const Tensor& self, const Tensor& mask) {
  check_mask("masked_select", mask);
  const Dims sizes = broadcast("masked_select", self.sizes(), mask.sizes());
  Tensor places, out;
  {
    GradMode off(false);
    places = true_places(expand(mask, sizes));
    out = take(expand(detach(self), sizes), places);
  }
  record("MaskedSelectBackward0", out, {&self}, {&mask}, [sizes](Backward& b) {
    b[0] = masked_scatter(zeros(sizes, b.grad().dtype(), b.grad().device()), b.saved(0), b.grad());
  });
  return out;
}

Tensor masked_scatter(const Tensor& self, const Tensor& mask, const Tensor& source) {
  check_mask("masked_scatter", mask);
  NT_CHECK(self.dtype() == source.dtype(), Code::dtype, "[masked_scatter] source is ", source.dtype(), ", self ",
           self.dtype());
  const Dims sizes = broadcast("masked_scatter", self.sizes(), mask.sizes());
  Tensor out;
  {
    GradMode off(false);
    const Tensor places = true_places(expand(mask, sizes));
    NT_CHECK(places.numel() <= source.numel(), Code::shape, "[masked_scatter] the mask takes ", places.numel(),
             " elements, but source ", source.sizes(), " has only ", source.numel());
    const Tensor values = slice(reshape(detach(source), {-1}), 0, 0, places.numel(), 1);
    out = put(expand(detach(self), sizes), places, values, false);
  }
  const Dims of_source = source.sizes();
  const int64_t total = source.numel();
  record("MaskedScatterBackward0", out, {&self, &source}, {&mask}, [sizes, of_source, total](Backward& b) {
    const Tensor mask = to(b.saved(0), Dtype::boolean);
    if (b.needs(0)) b[0] = masked_fill(b.grad(), mask, 0);
    if (!b.needs(1)) return;
    const Tensor taken = masked_select(b.grad(), mask);
    const Tensor rest = zeros({total - taken.numel()}, taken.dtype(), taken.device());
    b[1] = reshape(cat({taken, rest}, 0), of_source);
  });
  return out;
}

}  // namespace nt

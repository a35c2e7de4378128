#include "ops/masks.h"

#include "cpu/kernels/kernels.h"
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

// Dense truth values on the CPU.
Tensor truth_of(const Tensor& t) { return contiguous(is_bool(t.dtype()) ? t : ne(t, scalar_tensor(0))); }

// The indices of the true elements, a row of them each. Every element writes its row, and those that count keep it.
void write_places(const Tensor& mask, int64_t count, int64_t* to) {
  const bool* flags = mask.data<bool>();
  const int last = mask.dim() - 1;
  const int64_t width = last + 1, n = mask.size(last);
  int64_t at[kMaxDims] = {};
  for (int64_t k = 0; k < count; flags += n) {
    for (int64_t j = 0; j < n && k < count; ++j) {
      int64_t* row = to + k * width;
      for (int d = 0; d < last; ++d) row[d] = at[d];
      row[last] = j;
      k += flags[j];
    }
    for (int d = last - 1; d >= 0 && ++at[d] == mask.size(d); --d) at[d] = 0;
  }
}

Tensor compress(const Tensor& self, const Tensor& mask) {
  const cpu::Kernels& kernels = cpu::kernels();
  const int64_t count = kernels.count_true(mask.data<bool>(), mask.numel());
  Tensor out = Tensor::empty({count}, self.dtype());
  kernels.choose[cpu::size_class(size_of(self.dtype()))].compress(out.raw(), self.raw(), mask.data<bool>(), count);
  return out;
}

}  // namespace

Tensor nonzero(const Tensor& self) {
  GradMode off(false);
  const Tensor on_host = detach(self.device().is_cpu() ? self : to(self, self.dtype(), Device{}));
  const Tensor mask = truth_of(on_host);
  const int64_t count = cpu::kernels().count_true(mask.data<bool>(), mask.numel());
  Tensor out = Tensor::empty({count, self.dim()}, Dtype::int64);
  if (out.numel() > 0) write_places(mask, count, out.data<int64_t>());
  return to(out, Dtype::int64, self.device());
}

Tensor masked_select(const Tensor& self, const Tensor& mask) {
  check_mask("masked_select", mask);
  const Dims sizes = broadcast("masked_select", self.sizes(), mask.sizes());
  Tensor out;
  {
    GradMode off(false);
    const Tensor from = expand(detach(self), sizes), chosen = expand(detach(mask), sizes);
    out = self.device().is_cpu() && mask.device().is_cpu() ? compress(contiguous(from), truth_of(chosen))
                                                           : take(from, true_places(chosen));
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

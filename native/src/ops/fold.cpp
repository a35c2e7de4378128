// Windows of an image as columns, and columns added up to an image: each is the other's derivative.
#include "ops/algebra.h"
#include "ops/pad.h"
#include "ops/record.h"
#include "ops/window.h"

namespace nt {
namespace {

// One number for both directions, or one for each.
void pair_of(const char* op, const char* what, const Dims& given, int64_t least, int64_t (&out)[2]) {
  int64_t spread[kSpatial];
  spread_sizes(op, what, given, 2, least, 1, spread);
  std::copy(spread + kSpatial - 2, spread + kSpatial, out);
}

struct Windows {
  int64_t image[2], kernel[2], dilation[2], padding[2], stride[2], count[2];

  Windows(const char* op, int64_t height, int64_t width, const Dims& k, const Dims& d, const Dims& p, const Dims& s)
      : image{height, width} {
    pair_of(op, "kernel_size", k, 1, kernel);
    pair_of(op, "dilation", d, 1, dilation);
    pair_of(op, "padding", p, 0, padding);
    pair_of(op, "stride", s, 1, stride);
    for (int i = 0; i < 2; ++i) {
      count[i] = window_count(image[i], kernel[i], stride[i], padding[i], dilation[i], false);
      NT_CHECK(count[i] > 0, Code::shape, "[", op, "] windows of ", kernel[i], " with dilation ", dilation[i],
               " do not fit ", image[i], " with padding ", padding[i]);
    }
  }
  int64_t padded(int i) const { return image[i] + 2 * padding[i]; }
};

// The part of a padded image (N, C, H, W) that element (y, x) of every window sees: (N, C, windows, windows).
Tensor seen(const Tensor& image, const Windows& w, int64_t y, int64_t x) {
  const int64_t at[] = {y * w.dilation[0], x * w.dilation[1]};
  Tensor part = image;
  for (int i = 0; i < 2; ++i) part = slice(part, 2 + i, at[i], at[i] + (w.count[i] - 1) * w.stride[i] + 1, w.stride[i]);
  return part;
}

}  // namespace

Tensor unfold_windows(const Tensor& self, const Dims& kernel_size, const Dims& dilation, const Dims& padding,
                      const Dims& stride) {
  if (self.dim() == 3) {
    return squeeze(unfold_windows(unsqueeze(self, 0), kernel_size, dilation, padding, stride), {0});
  }
  NT_CHECK(self.dim() == 4, Code::shape, "[unfold] ", self.sizes(), " is neither (C, H, W) nor (N, C, H, W)");
  NT_CHECK(self.size(1) > 0 && self.size(2) > 0 && self.size(3) > 0, Code::shape, "[unfold] ", self.sizes(),
           " is empty in another dimension than the batch");
  const int64_t n = self.size(0), channels = self.size(1);
  const Windows w("unfold", self.size(2), self.size(3), kernel_size, dilation, padding, stride);
  Tensor out = Tensor::empty({n, channels, w.kernel[0], w.kernel[1], w.count[0], w.count[1]}, self.dtype(), self.device());
  {
    GradMode off(false);
    const Tensor image = constant_pad(detach(self), {w.padding[1], w.padding[1], w.padding[0], w.padding[0]}, 0);
    for (int64_t y = 0; y < w.kernel[0]; ++y) {
      for (int64_t x = 0; x < w.kernel[1]; ++x) {
        Tensor column = select(select(out, 2, y), 2, x);
        copy_(column, seen(image, w, y, x));
      }
    }
    out = reshape(out, {n, channels * w.kernel[0] * w.kernel[1], w.count[0] * w.count[1]});
    out = detach(out);
  }
  const Dims image{self.size(2), self.size(3)};
  record("Im2ColBackward0", out, {&self}, {}, [=](Backward& b) {
    b[0] = fold_windows(b.grad(), image, kernel_size, dilation, padding, stride);
  });
  return out;
}

Tensor fold_windows(const Tensor& self, const Dims& output_size, const Dims& kernel_size, const Dims& dilation,
                    const Dims& padding, const Dims& stride) {
  if (self.dim() == 2) {
    return squeeze(fold_windows(unsqueeze(self, 0), output_size, kernel_size, dilation, padding, stride), {0});
  }
  NT_CHECK(self.dim() == 3, Code::shape, "[fold] ", self.sizes(), " is neither (C k, L) nor (N, C k, L)");
  int64_t size[2];
  pair_of("fold", "output_size", output_size, 1, size);
  const Windows w("fold", size[0], size[1], kernel_size, dilation, padding, stride);
  const int64_t n = self.size(0), area = w.kernel[0] * w.kernel[1], channels = self.size(1) / area;
  NT_CHECK(self.size(1) > 0 && self.size(1) % area == 0, Code::shape, "[fold] ", self.size(1),
           " rows are no multiple of the window's ", area);
  NT_CHECK(self.size(2) == w.count[0] * w.count[1], Code::shape, "[fold] ", self.size(2), " columns, but ", w.count[0],
           " x ", w.count[1], " windows fit");
  Tensor out;
  {
    GradMode off(false);
    const Tensor columns = reshape(detach(self), {n, channels, w.kernel[0], w.kernel[1], w.count[0], w.count[1]});
    const Dtype inner = compute_dtype(self.dtype());
    Tensor image = zeros({n, channels, w.padded(0), w.padded(1)}, inner, self.device());
    for (int64_t y = 0; y < w.kernel[0]; ++y) {
      for (int64_t x = 0; x < w.kernel[1]; ++x) {
        Tensor part = seen(image, w, y, x);
        add(part, to(select(select(columns, 2, y), 2, x), inner), 1, &part);
      }
    }
    for (int i = 0; i < 2; ++i) image = narrow(image, 2 + i, w.padding[i], w.image[i]);
    out = to(image, self.dtype());
    out = out.storage().block() == image.storage().block() ? clone(image) : out;
  }
  record("Col2ImBackward0", out, {&self}, {}, [=](Backward& b) {
    b[0] = unfold_windows(b.grad(), kernel_size, dilation, padding, stride);
  });
  return out;
}

}  // namespace nt

#include "ops/embedding.h"

#include <cmath>

#include "ops/algebra.h"
#include "ops/indexed.h"
#include "ops/masks.h"
#include "ops/record.h"
#include "ops/scatter.h"

namespace nt {
namespace {

void check_table(const char* op, const Tensor& indices, const Tensor& weight) {
  NT_CHECK(weight.dim() == 2, Code::shape, "[", op, "] the weight has sizes ", weight.sizes(), ", not two dimensions");
  NT_CHECK(indices.dtype() == Dtype::int64 || indices.dtype() == Dtype::int32, Code::dtype, "[", op, "] the indices are ",
           indices.dtype(), ", not int64 or int32");
}

// -1 is the last row; -1 as a result: none.
int64_t padding_row(const char* op, const int64_t* padding_idx, int64_t rows) {
  if (!padding_idx) return -1;
  NT_CHECK(*padding_idx >= -rows && *padding_idx < rows, Code::index, "[", op, "] padding_idx ", *padding_idx,
           " is out of range for ", rows, " rows");
  return *padding_idx < 0 ? *padding_idx + rows : *padding_idx;
}

// Rows that are used and longer than max_norm are shortened to it, as PyTorch does: by max_norm / (norm + 1e-7).
void renormalize(const char* op, const Tensor& rows, Tensor& weight, double max_norm, double norm_type) {
  GradMode off(false);
  NT_CHECK(norm_type > 0, Code::argument, "[", op, "] norm_type ", norm_type, " is not positive");
  if (rows.numel() == 0) return;
  Tensor used = zeros({weight.size(0)}, Dtype::boolean, weight.device());
  used = index_fill(used, 0, rows, scalar_tensor(true));
  const Tensor size = abs(to(detach(weight), compute_dtype(weight.dtype())));
  const Tensor norm = std::isinf(norm_type) ? amax(size, {1}, true) : pow(sum(pow(size, scalar_tensor(norm_type)), {1}, true),
                                                                          scalar_tensor(1 / norm_type));
  const Tensor scale = where(norm > max_norm, max_norm / (norm + 1e-7), full({}, 1, norm.dtype(), norm.device()));
  const Tensor shorter = to(detach(weight), norm.dtype()) * scale;
  copy_(weight, where(reshape(used, {-1, 1}), to(shorter, weight.dtype()), detach(weight)));
}

// How often each number occurs, for each of `rows`.
Tensor frequency(const Tensor& rows, int64_t count, Dtype dtype) {
  GradMode off(false);
  const Tensor one = expand(full({}, 1, Dtype::int64, rows.device()), rows.sizes());
  const Tensor total = index_add(zeros({count}, Dtype::int64, rows.device()), 0, rows, one, 1);
  return to(index_select(total, 0, rows), dtype);
}

// The weight's rows, with the gradient that the options ask for.
Tensor rows_of(const char* op, const Tensor& weight, const Tensor& rows, int64_t padding, bool scale_by_frequency) {
  Tensor out;
  {
    GradMode off(false);
    out = index_select(detach(weight), 0, checked_index(op, rows, weight.size(0), 0, false));
  }
  const int64_t count = weight.size(0);
  record("EmbeddingBackward0", out, {&weight}, {&rows}, [count, padding, scale_by_frequency](Backward& b) {
    const Tensor rows = b.saved(0);
    Tensor grad = b.grad();
    if (padding >= 0) grad = masked_fill(grad, reshape(eq(rows, scalar_tensor(padding)), {-1, 1}), 0);
    if (scale_by_frequency) grad = grad / reshape(frequency(rows, count, grad.dtype()), {-1, 1});
    b[0] = index_add(zeros({count, grad.size(1)}, grad.dtype(), grad.device()), 0, rows, grad, 1);
  });
  return out;
}

// For each index the bag that it belongs to.
Tensor bags_of(const Tensor& flat, const Tensor& offsets, int64_t bags) {
  Tensor bag = Tensor::empty(flat.sizes(), Dtype::int64);
  const int64_t* start = offsets.data<int64_t>();
  int64_t* to_bag = bag.data<int64_t>();
  for (int64_t b = 0; b < bags; ++b) {
    const int64_t end = b + 1 < offsets.numel() ? start[b + 1] : flat.numel();
    for (int64_t i = start[b]; i < end; ++i) to_bag[i] = b;
  }
  return bag;
}

void check_offsets(const Tensor& offsets, int64_t count, bool include_last) {
  NT_CHECK(offsets.dim() == 1, Code::shape, "[embedding_bag] offsets have sizes ", offsets.sizes(), ", not one dimension");
  NT_CHECK(offsets.dtype() == Dtype::int64 || offsets.dtype() == Dtype::int32, Code::dtype, "[embedding_bag] offsets are ",
           offsets.dtype(), ", not int64 or int32");
  NT_CHECK(!include_last || offsets.numel() >= 1, Code::shape, "[embedding_bag] include_last_offset wants an offset");
  const Tensor host = contiguous(to(offsets, Dtype::int64, Device{}));
  const int64_t* at = host.data<int64_t>();
  for (int64_t i = 0; i < host.numel(); ++i) {
    NT_CHECK(at[i] >= (i ? at[i - 1] : 0) && at[i] <= count, Code::argument, "[embedding_bag] offset ", at[i], " at ", i,
             " is out of order, or beyond the ", count, " indices");
  }
  NT_CHECK(host.numel() == 0 || at[0] == 0, Code::argument, "[embedding_bag] offsets begin with ", at[0], ", not 0");
}

}  // namespace

Tensor embedding(const Tensor& indices, Tensor& weight, const int64_t* padding_idx, const double* max_norm, double norm_type,
                 bool scale_grad_by_freq) {
  check_table("embedding", indices, weight);
  const int64_t padding = padding_row("embedding", padding_idx, weight.size(0));
  const Tensor flat = checked_index("embedding", reshape(indices, {-1}), weight.size(0), 0, false);
  if (max_norm) renormalize("embedding", flat, weight, *max_norm, norm_type);
  Dims sizes = indices.sizes();
  sizes.push_back(weight.size(1));
  return reshape(rows_of("embedding", weight, flat, padding, scale_grad_by_freq), sizes);
}

Tensor embedding_bag(const Tensor& indices, Tensor& weight, const Tensor& given_offsets, const double* max_norm,
                     double norm_type, bool scale_grad_by_freq, BagMode mode, const Tensor& per_sample_weights,
                     bool include_last_offset, const int64_t* padding_idx) {
  const char* op = "embedding_bag";
  check_table(op, indices, weight);
  NT_CHECK(mode >= BagMode::sum && mode <= BagMode::max, Code::argument, "[embedding_bag] mode ", static_cast<int>(mode),
           " is none of 0, 1, 2");
  NT_CHECK(indices.dim() == 1 || indices.dim() == 2, Code::shape, "[embedding_bag] the indices have sizes ",
           indices.sizes(), ", not one or two dimensions");
  NT_CHECK(indices.dim() == 1 ? given_offsets.defined() : !given_offsets.defined(), Code::argument,
           "[embedding_bag] offsets belong to indices of one dimension, and only to those");
  NT_CHECK(!per_sample_weights.defined() || mode == BagMode::sum, Code::argument,
           "[embedding_bag] per_sample_weights go with sums only");
  NT_CHECK(!per_sample_weights.defined() || per_sample_weights.sizes() == indices.sizes(), Code::shape,
           "[embedding_bag] per_sample_weights ", per_sample_weights.sizes(), " differ from the indices ", indices.sizes());
  const int64_t padding = padding_row(op, padding_idx, weight.size(0));
  Tensor flat = checked_index(op, reshape(indices, {-1}), weight.size(0), 0, false);
  if (max_norm) renormalize(op, flat, weight, *max_norm, norm_type);

  int64_t bags = 0;
  Tensor bag;
  {
    GradMode off(false);
    if (indices.dim() == 2) {
      bags = indices.size(0);
      bag = reshape(expand(reshape(arange(0, bags, 1, Dtype::int64), {bags, 1}), indices.sizes()), {-1});
    } else {
      check_offsets(given_offsets, flat.numel(), include_last_offset);
      bags = given_offsets.numel() - (include_last_offset ? 1 : 0);
      Tensor offsets = contiguous(to(given_offsets, Dtype::int64, Device{}));
      if (bags == 0) flat = slice(flat, 0, 0, 0, 1);
      if (include_last_offset && bags > 0) flat = slice(flat, 0, 0, offsets.data<int64_t>()[bags], 1);
      bag = bags_of(flat, offsets, bags);
    }
    bag = to(bag, Dtype::int64, weight.device());
  }
  Tensor factors = per_sample_weights.defined() ? slice(reshape(per_sample_weights, {-1}), 0, 0, flat.numel(), 1) : Tensor{};
  if (padding >= 0) {
    const Tensor kept = reshape(nonzero(ne(flat, scalar_tensor(padding))), {-1});
    flat = index_select(flat, 0, kept);
    bag = index_select(bag, 0, kept);
    if (factors.defined()) factors = index_select(factors, 0, kept);
  }
  Tensor rows = rows_of(op, weight, flat, -1, scale_grad_by_freq);
  // Sums of 16-bit floats are rounded once.
  const Dtype inner = compute_dtype(weight.dtype());
  if (inner != weight.dtype()) rows = to(rows, inner);
  if (factors.defined()) rows = rows * reshape(to(factors, inner), {-1, 1});
  const Tensor none = zeros({bags, weight.size(1)}, inner, weight.device());
  const Tensor out = mode == BagMode::sum ? index_add(none, 0, bag, rows, 1)
                                          : index_reduce(none, 0, bag, rows,
                                                         mode == BagMode::max ? ScatterReduce::amax : ScatterReduce::mean, false);
  return to(out, weight.dtype());
}

}  // namespace nt

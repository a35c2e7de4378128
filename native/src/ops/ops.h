// The ops of the core that are not rows of a table, as C++ functions over tensors; the others are in ops/table.h.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace nt {

Tensor where(const Tensor& condition, const Tensor& self, const Tensor& other);
Tensor masked_fill(const Tensor& self, const Tensor& mask, Scalar value, Tensor* into = nullptr);
Tensor masked_fill(const Tensor& self, const Tensor& mask, const Tensor& value, Tensor* into = nullptr);

// Creation
Tensor full(const Dims& sizes, Scalar value, Dtype dtype, Device device = {});
inline Tensor zeros(const Dims& sizes, Dtype dtype, Device device = {}) { return full(sizes, 0, dtype, device); }
// Row-major, however t lies.
inline Tensor zeros_like(const Tensor& t) { return zeros(t.sizes(), t.dtype(), t.device()); }
inline Tensor empty_like(const Tensor& t) { return Tensor::empty(t.sizes(), t.dtype(), t.device()); }
Tensor arange(Scalar start, Scalar end, Scalar step, Dtype dtype, Device device = {});
Tensor linspace(Scalar start, Scalar end, int64_t steps, Dtype dtype, Device device = {});
Tensor logspace(Scalar start, Scalar end, int64_t steps, double base, Dtype dtype, Device device = {});
Tensor eye(int64_t n, int64_t m, Dtype dtype, Device device = {});
Tensor scalar_tensor(Scalar value);

// Views
Tensor view(const Tensor& self, const Dims& shape);
Tensor reshape(const Tensor& self, const Dims& shape);
Tensor flatten(const Tensor& self, int64_t start_dim, int64_t end_dim);
Tensor transpose(const Tensor& self, int64_t dim0, int64_t dim1);
Tensor permute(const Tensor& self, const Dims& dims);
Tensor expand(const Tensor& self, const Dims& shape);
Tensor squeeze(const Tensor& self, const Dims& dims);
Tensor unsqueeze(const Tensor& self, int64_t dim);
Tensor select(const Tensor& self, int64_t dim, int64_t index);
Tensor slice(const Tensor& self, int64_t dim, int64_t start, int64_t end, int64_t step);
Tensor narrow(const Tensor& self, int64_t dim, int64_t start, int64_t length);
Tensor as_strided(const Tensor& self, const Dims& shape, const Dims& strides, int64_t storage_offset);
Tensor diagonal(const Tensor& self, int64_t offset, int64_t dim1, int64_t dim2);
Tensor detach(const Tensor& self);
Tensor data_of(const Tensor& self);

// Copies
Tensor clone(const Tensor& self);  // lies as self does, row_major_copy() does not
Tensor row_major_copy(const Tensor& self);
Tensor contiguous(const Tensor& self);
Tensor to(const Tensor& self, Dtype dtype, Device device, bool copy = false, bool non_blocking = false);
inline Tensor to(const Tensor& self, Dtype dtype) { return to(self, dtype, self.device()); }
Tensor& copy_(Tensor& self, const Tensor& src, bool non_blocking = false);
Tensor& fill_(Tensor& self, Scalar value);
// What the caller's bytes must be to become a tensor.
void check_data(const char* op, const void* data, int64_t bytes, const Dims& sizes, Dtype dtype);
// Over memory of the caller's, whose owner it takes where it succeeds.
Tensor from_memory(void* data, int64_t bytes, const Dims& sizes, Dtype dtype, MemoryOwner&& owner);
Tensor empty_pinned(const Dims& sizes, Dtype dtype);
Tensor pin_memory(const Tensor& self);
Tensor cat(const std::vector<Tensor>& tensors, int64_t dim);
Tensor stack(const std::vector<Tensor>& tensors, int64_t dim);

// Reductions. No dims means all of them.
Tensor sum(const Tensor& self, const Dims& dims = {}, bool keep_dim = false, const Dtype* dtype = nullptr);
Tensor mean(const Tensor& self, const Dims& dims = {}, bool keep_dim = false, const Dtype* dtype = nullptr);
Tensor prod(const Tensor& self, const Dims& dims = {}, bool keep_dim = false, const Dtype* dtype = nullptr);
Tensor amax(const Tensor& self, const Dims& dims = {}, bool keep_dim = false);
Tensor amin(const Tensor& self, const Dims& dims = {}, bool keep_dim = false);
Tensor all(const Tensor& self, const Dims& dims = {}, bool keep_dim = false);
Tensor any(const Tensor& self, const Dims& dims = {}, bool keep_dim = false);
Tensor var(const Tensor& self, const Dims& dims, bool keep_dim, double correction);
Tensor std_dev(const Tensor& self, const Dims& dims, bool keep_dim, double correction);
Tensor logsumexp(const Tensor& self, const Dims& dims, bool keep_dim);
Tensor norm(const Tensor& self, const Dims& dims, bool keep_dim);
Tensor argmax(const Tensor& self, const Dims& dims, bool keep_dim);
Tensor argmin(const Tensor& self, const Dims& dims, bool keep_dim);
std::pair<Tensor, Tensor> max_dim(const Tensor& self, int64_t dim, bool keep_dim);
std::pair<Tensor, Tensor> min_dim(const Tensor& self, int64_t dim, bool keep_dim);
Tensor sum_to_size(const Tensor& self, const Dims& sizes);

// Indexing
Tensor index_select(const Tensor& self, int64_t dim, const Tensor& index);
Tensor gather(const Tensor& self, int64_t dim, const Tensor& index);
Tensor scatter_add(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src, Tensor* into = nullptr);
Tensor index(const Tensor& self, const std::vector<Tensor>& indices);
Tensor& index_put_(Tensor& self, const std::vector<Tensor>& indices, const Tensor& values, bool accumulate);
Tensor nonzero(const Tensor& self);

// Products and networks
Tensor matmul(const Tensor& self, const Tensor& other);
Tensor linear(const Tensor& self, const Tensor& weight, const Tensor& bias);
Tensor softmax(const Tensor& self, int64_t dim, bool log, const Dtype* dtype);
enum class Reduction : int32_t { none = 0, mean = 1, sum = 2, batchmean = 3 };
Tensor nll_loss(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction, int64_t ignore_index);
Tensor cross_entropy(const Tensor& self, const Tensor& target, const Tensor& weight, Reduction reduction,
                     int64_t ignore_index, double label_smoothing);
Tensor mse_loss(const Tensor& self, const Tensor& target, Reduction reduction);
Tensor dropout(const Tensor& self, double p, bool training);

// The dtype that PyTorch's rules promote these to; plain numbers and 0-d tensors are weaker than others.
Dtype result_type(const Tensor& a, const Tensor& b);
Dtype result_type(std::initializer_list<const Tensor*> operands);

}  // namespace nt

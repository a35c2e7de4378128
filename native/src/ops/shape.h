// Views and rearrangements in terms of the basic views.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace nt {

// Views (split.cpp, shape.cpp)
std::vector<Tensor> split_with_sizes(const Tensor& self, const std::vector<int64_t>& sizes, int64_t dim);
std::vector<Tensor> unbind(const Tensor& self, int64_t dim);
Tensor unfold(const Tensor& self, int64_t dim, int64_t size, int64_t step);
Tensor movedim(const Tensor& self, const Dims& source, const Dims& destination);
Tensor unflatten(const Tensor& self, int64_t dim, const Dims& sizes);
Tensor t(const Tensor& self);
Tensor matrix_transpose(const Tensor& self);
Tensor atleast_1d(const Tensor& self);
Tensor atleast_2d(const Tensor& self);
Tensor atleast_3d(const Tensor& self);

// Copies (rearrange.cpp)
Tensor flip(const Tensor& self, const Dims& dims);
Tensor fliplr(const Tensor& self);
Tensor flipud(const Tensor& self);
Tensor roll(const Tensor& self, const Dims& shifts, const Dims& dims);
Tensor rot90(const Tensor& self, int64_t k, const Dims& dims);
Tensor repeat(const Tensor& self, const Dims& repeats);
Tensor tile(const Tensor& self, const Dims& dims);
Tensor fftshift(const Tensor& self, const Dims& dims, bool inverse);
Tensor pixel_shuffle(const Tensor& self, int64_t factor);
Tensor pixel_unshuffle(const Tensor& self, int64_t factor);
Tensor vander(const Tensor& x, const int64_t* n);

// A view of self replaced by src, in a copy (view_scatter.cpp)
Tensor select_scatter(const Tensor& self, const Tensor& src, int64_t dim, int64_t index);
Tensor slice_scatter(const Tensor& self, const Tensor& src, int64_t dim, int64_t start, int64_t end, int64_t step);
Tensor diagonal_scatter(const Tensor& self, const Tensor& src, int64_t offset, int64_t dim1, int64_t dim2);
Tensor as_strided_scatter(const Tensor& self, const Tensor& src, const Dims& size, const Dims& stride,
                          const int64_t* storage_offset);

// Triangles and diagonals (triangle.cpp)
Tensor tril(const Tensor& self, int64_t diagonal);
Tensor triu(const Tensor& self, int64_t diagonal);
Tensor triangle_indices(const char* op, int64_t rows, int64_t columns, int64_t offset, bool lower, Dtype dtype,
                        Device device);
Tensor diag(const Tensor& self, int64_t diagonal);
Tensor diagflat(const Tensor& self, int64_t offset);
Tensor diag_embed(const Tensor& self, int64_t offset, int64_t dim1, int64_t dim2);

// Joins (join.cpp)
Tensor hstack(const std::vector<Tensor>& tensors);
Tensor vstack(const std::vector<Tensor>& tensors);
Tensor dstack(const std::vector<Tensor>& tensors);
Tensor column_stack(const std::vector<Tensor>& tensors);
Tensor block_diag(const std::vector<Tensor>& tensors);
Tensor cartesian_prod(const std::vector<Tensor>& tensors);
Tensor combinations(const Tensor& self, int64_t r, bool with_replacement);
std::vector<Tensor> broadcast_tensors(const std::vector<Tensor>& tensors);
std::vector<Tensor> meshgrid(const std::vector<Tensor>& tensors, bool xy);

}  // namespace nt
